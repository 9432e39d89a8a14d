import type * as Electron from 'electron';
import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { switchValue } from '../flags.ts';
import { flags, isLive, live } from '../running.ts';
import { defaultPaths } from './app-paths.ts';
import { createEvent, Emitter, guard, notImplemented } from './guard.ts';
import { takeInstanceLock, type InstanceLock } from './single-instance.ts';
import { openWindows } from './window-list.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  name: string;
  productName?: string;
  version: string;
};

const commandLine = {
  hasSwitch: (name) => switchValue(process.argv, name) !== null,
  getSwitchValue: (name) => switchValue(process.argv, name) ?? '',
} satisfies Partial<Electron.CommandLine>;

type Implemented = Pick<
  Electron.App,
  | 'name'
  | 'isPackaged'
  | 'isReady'
  | 'whenReady'
  | 'quit'
  | 'exit'
  | 'focus'
  | 'getPath'
  | 'setPath'
  | 'setAppLogsPath'
  | 'getName'
  | 'setName'
  | 'getVersion'
  | 'getAppPath'
  | 'getLocale'
  | 'getSystemLocale'
  | 'getPreferredSystemLanguages'
  | 'requestSingleInstanceLock'
  | 'hasSingleInstanceLock'
  | 'releaseSingleInstanceLock'
  | 'setAppUserModelId'
  | 'enableSandbox'
>;

class HostApp extends Emitter implements Implemented {
  readonly isPackaged = false;
  readonly commandLine = guard('app.commandLine', commandLine);
  name = about.productName ?? about.name;
  private readonly paths = defaultPaths(this.name, flags.userDataDir);
  private readonly ready = Promise.withResolvers<undefined>();
  private isNowReady = false;
  /** The host's own. */
  isQuitting = false;
  private lock: InstanceLock | null = null;

  constructor() {
    super('app', [
      'ready',
      'activate',
      'before-quit',
      'will-quit',
      'quit',
      'window-all-closed',
      'second-instance',
      'browser-window-created',
      'web-contents-created',
      'open-url',
    ]);
  }

  isReady(): boolean {
    return this.isNowReady;
  }

  whenReady(): Promise<void> {
    return this.ready.promise;
  }

  /** The host's own: the browser is there. */
  becomeReady(): void {
    this.isNowReady = true;
    this.ready.resolve(undefined);
    this.emit('ready', createEvent('ready', {}), {});
  }

  quit(): void {
    if (this.isQuitting) return;
    this.isQuitting = true;
    void this.closeAndExit();
  }

  private async closeAndExit(): Promise<void> {
    const mayGoOn = (name: string): boolean => {
      const event = createEvent(name, {});
      this.emit(name, event);
      return !event.defaultPrevented;
    };
    if (mayGoOn('before-quit')) {
      const closed = [...openWindows].map(
        (window) => new Promise<void>((resolve) => void window.once('closed', () => resolve())),
      );
      for (const window of [...openWindows]) window.close();
      if ([...openWindows].every((window) => window.isClosing)) {
        await Promise.all(closed);
        // Going already: a second signal must not ask again.
        if (mayGoOn('will-quit')) {
          this.exit(0);
          return;
        }
      }
    }
    this.isQuitting = false;
  }

  exit(exitCode = 0): void {
    this.isQuitting = true;
    this.emit('quit', createEvent('quit', {}), exitCode);
    this.lock?.release();
    if (!isLive()) process.exit(exitCode);
    void live()
      .chromium.close()
      .then(() => process.exit(exitCode));
  }

  /** The host's own: a window has closed by the user or the app. */
  windowClosed(): void {
    if (openWindows.size > 0 || this.isQuitting) return;
    if (!this.emit('window-all-closed')) this.quit();
  }

  focus(): void {
    for (const window of openWindows) window.focus();
  }

  getPath(name: string): string {
    const path = this.paths.get(name);
    if (path === undefined) throw notImplemented(`app.getPath('${name}')`);
    return path;
  }

  setPath(name: string, path: string): void {
    if (!isAbsolute(path)) throw new Error('Path must be absolute');
    this.paths.set(name, path);
  }

  setAppLogsPath(path = this.getPath('logs')): void {
    this.setPath('logs', path);
  }

  getName(): string {
    return this.name;
  }

  setName(name: string): void {
    this.name = name;
  }

  getVersion(): string {
    return about.version;
  }

  getAppPath(): string {
    return root;
  }

  getLocale(): string {
    return flags.lang ?? this.getSystemLocale();
  }

  getSystemLocale(): string {
    return this.getPreferredSystemLanguages()[0] ?? 'en-US';
  }

  /** As the desktop says it, by the variables that GNU gettext reads; elsewhere as Node's own locale says it. */
  getPreferredSystemLanguages(): string[] {
    const { LANGUAGE = '', LC_ALL, LC_MESSAGES, LANG } = process.env;
    // An empty variable counts as none.
    const locale = [LC_ALL, LC_MESSAGES, LANG].find((value) => value !== undefined && value !== '') ?? '';
    const written = [...LANGUAGE.split(':'), locale];
    const tags = written
      .map((name) => name.replace(/[.@].*$/, '').replace('_', '-'))
      .filter((tag) => /^[a-z]{2,3}(?:-[A-Z]{2})?$/.test(tag));
    return tags.length > 0 ? [...new Set(tags)] : [Intl.DateTimeFormat().resolvedOptions().locale];
  }

  requestSingleInstanceLock(additionalData: Record<string, unknown> = {}): boolean {
    this.lock ??= takeInstanceLock(this.getPath('userData'), additionalData, (second) =>
      this.emit(
        'second-instance',
        createEvent('second-instance', {}),
        second.argv,
        second.workingDirectory,
        second.additionalData,
      ),
    );
    return this.lock !== null;
  }

  hasSingleInstanceLock(): boolean {
    return this.lock !== null;
  }

  releaseSingleInstanceLock(): void {
    this.lock?.release();
    this.lock = null;
  }

  setAppUserModelId(): void {
    // Windows' taskbar groups by it; the host's window is the browser's, so that there is nothing to group.
  }

  enableSandbox(): void {
    // Every page of the host has Chromium's sandbox, except as root.
  }
}

export const app = guard('app', new HostApp());
