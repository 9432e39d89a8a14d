import type * as Electron from 'electron';
import { live } from '../running.ts';

export type Permission = Parameters<
  NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>
>[1];

/** Electron's permissions by Chromium's name for each. What has no such name is off in the host (`chromium.ts`). */
const permissions: readonly (readonly [chromium: string, electron: Permission])[] = [
  ['accelerometer', 'sensors'],
  ['ambient-light-sensor', 'sensors'],
  ['background-fetch', 'background-fetch'],
  ['background-sync', 'background-sync'],
  ['camera', 'media'],
  ['captured-surface-control', 'captured-surface-control'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-write', 'clipboard-sanitized-write'],
  ['display-capture', 'display-capture'],
  ['geolocation', 'geolocation'],
  ['gyroscope', 'sensors'],
  ['idle-detection', 'idle-detection'],
  ['keyboard-lock', 'keyboardLock'],
  ['local-fonts', 'local-fonts'],
  ['local-network-access', 'local-network-access'],
  ['magnetometer', 'sensors'],
  ['microphone', 'media'],
  ['midi', 'midi'],
  ['nfc', 'nfc'],
  ['notifications', 'notifications'],
  ['payment-handler', 'payment-handler'],
  ['periodic-background-sync', 'periodic-background-sync'],
  ['persistent-storage', 'persistent-storage'],
  ['pointer-lock', 'pointerLock'],
  ['screen-wake-lock', 'screen-wake-lock'],
  ['speaker-selection', 'speaker-selection'],
  ['storage-access', 'storage-access'],
  ['system-wake-lock', 'system-wake-lock'],
  ['top-level-storage-access', 'top-level-storage-access'],
  ['web-app-installation', 'web-app-installation'],
  ['window-management', 'window-management'],
];

/**
 * Tells Chromium what the app decides of each permission. Chromium asks nobody while a page runs, so the handlers are
 * asked beforehand. A permission this Chromium does not know is one it does not give.
 */
export async function applyPermissions(decide: (permission: Permission) => boolean): Promise<void> {
  const { chromium } = live();
  await Promise.allSettled(
    permissions.map(([name, permission]) =>
      chromium.browser.send('Browser.setPermission', {
        permission: { name },
        setting: decide(permission) ? 'granted' : 'denied',
      }),
    ),
  );
}
