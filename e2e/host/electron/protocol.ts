import type * as Electron from 'electron';
import type { Handler } from '../origin-server.ts';
import { isLive } from '../running.ts';
import { guard, notImplemented } from './guard.ts';

type Implemented = Pick<
  Electron.Protocol,
  'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'
>;

const handlers = new Map<string, Handler>();
const standard = new Set<string>();

const hostProtocol: Implemented = {
  registerSchemesAsPrivileged: (schemes) => {
    if (isLive())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme, privileges = {} } of schemes) {
      const { standard: isStandard, secure, bypassCSP, corsEnabled, allowServiceWorkers } = privileges;
      // The loopback origin is standard and secure, and cannot be made to be otherwise.
      if (isStandard !== true || secure !== true || bypassCSP || corsEnabled || allowServiceWorkers)
        throw notImplemented(`The scheme ${scheme} with privileges ${JSON.stringify(privileges)}`);
      standard.add(scheme);
    }
  },
  handle: (scheme, handler) => {
    if (!standard.has(scheme)) throw notImplemented(`protocol.handle('${scheme}') without its privileges`);
    if (handlers.has(scheme)) throw new Error(`The scheme ${scheme} has been handled`);
    handlers.set(scheme, handler);
  },
  unhandle: (scheme) => {
    handlers.delete(scheme);
  },
  isProtocolHandled: (scheme) => handlers.has(scheme),
};

export const protocol = guard('protocol', hostProtocol);

/** The host's own: asks whoever answers the scheme now. */
export function handlerOf(scheme: string): Handler {
  if (!handlers.has(scheme)) throw notImplemented(`Loading ${scheme}: without protocol.handle`);
  return (request) => handlers.get(scheme)?.(request) ?? Response.error();
}
