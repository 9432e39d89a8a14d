import type { Session } from 'electron';
import { expect, test } from 'vitest';
import { denyPermissions } from './permissions.ts';

type Handlers = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
>;
type Handler<K extends keyof Handlers> = NonNullable<Parameters<Handlers[K]>[0]>;

test.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'fullscreen'] as const)(
  '%s is denied, whether asked for or only checked',
  (permission) => {
    let request: Handler<'setPermissionRequestHandler'> | null = null;
    let check: Handler<'setPermissionCheckHandler'> | null = null;
    let device: Handler<'setDevicePermissionHandler'> | null = null;
    const session: Handlers = {
      setPermissionRequestHandler: (handler) => (request = handler),
      setPermissionCheckHandler: (handler) => (check = handler),
      setDevicePermissionHandler: (handler) => (device = handler),
    };
    denyPermissions(session as Session);

    const answers: boolean[] = [];
    const call = (handler: unknown, ...args: unknown[]): unknown =>
      (handler as (...args: unknown[]) => unknown)(...args);
    call(request, null, permission, (granted: boolean) => answers.push(granted), {});
    answers.push(call(check, null, permission, 'app://companion', {}) as boolean);
    answers.push(call(device, { deviceType: 'usb' }) as boolean);
    expect(answers).toEqual([false, false, false]);
  },
);
