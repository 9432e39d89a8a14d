import type * as Electron from 'electron';
import { isLive, live } from '../running.ts';
import { createEvent, Emitter, guard, notImplemented } from './guard.ts';
import { applyPermissions, type Permission } from './permissions.ts';
import { protocol } from './protocol.ts';
import { proxyByEnvironment } from './system-proxy.ts';

type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0];
type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0];
type Implemented = Pick<
  Electron.Session,
  | 'setPermissionCheckHandler'
  | 'setPermissionRequestHandler'
  | 'setDevicePermissionHandler'
  | 'resolveProxy'
  | 'clearStorageData'
  | 'clearCache'
>;

/** The one session there is. Permissions without handlers are denied, where Electron would allow them. */
export class HostSession extends Emitter implements Implemented {
  readonly protocol = protocol;
  private check: CheckHandler = null;
  private request: RequestHandler = null;

  constructor() {
    super('session', ['will-download']);
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.check = handler;
    this.applyPermissions();
  }

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.request = handler;
    this.applyPermissions();
  }

  setDevicePermissionHandler(): void {
    // Never asked: the host's Chromium has no devices to give (`chromium.ts`).
  }

  private applyPermissions(): void {
    if (isLive()) void this.becomeReady();
  }

  /** The host's own: from now on Chromium denies what the app does not allow. */
  async becomeReady(): Promise<void> {
    const { server } = live();
    await applyPermissions((permission) => this.allows(permission, server.toApp(server.origin)));
  }

  private allows(permission: Permission, origin: string): boolean {
    const answers: boolean[] = [];
    const details = guard('permission details', { requestingUrl: origin, isMainFrame: true }) as never;
    this.request?.(null as never, permission, (answer) => answers.push(answer), details);
    return answers[0] === true && this.check?.(null, permission, origin, details) === true;
  }

  /** The host's own: asks the app whether a download may go on. */
  mayDownload(url: string, filename: string): boolean {
    const event = createEvent('will-download', {});
    const item = guard('DownloadItem', { getURL: () => url, getFilename: () => filename });
    this.emit('will-download', event, item, null);
    return !event.defaultPrevented;
  }

  async resolveProxy(url: string): Promise<string> {
    return Promise.resolve(proxyByEnvironment(process.env, url));
  }

  async clearStorageData(): Promise<void> {
    const { chromium, server } = live();
    await chromium.browser.send('Storage.clearDataForOrigin', {
      origin: server.origin,
      storageTypes: 'local_storage,indexeddb,cache_storage,service_workers,file_systems,websql',
    });
  }

  /** Chromium keeps no answer of the page's origin beyond what its headers say; there is no other cache. */
  async clearCache(): Promise<void> {
    await Promise.resolve();
    throw notImplemented('session.clearCache');
  }
}

export const hostSession = new HostSession();
export const defaultSession = guard('session', hostSession);
export const session = guard('session', { defaultSession });
