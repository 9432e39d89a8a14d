import type * as Electron from 'electron';
import { readFileSync } from 'node:fs';
import { ProtocolError } from '../cdp.ts';
import type { OpenPage } from '../pages.ts';
import { live } from '../running.ts';
import { app } from './app.ts';
import { createEvent, Emitter, guard } from './guard.ts';
import { nativeTheme } from './native-theme.ts';
import { WebContents } from './web-contents.ts';
import { WindowGeometry } from './window-geometry.ts';
import { openWindows } from './window-list.ts';
import { checkOptions } from './window-options.ts';

type Implemented = Pick<
  Electron.BrowserWindow,
  | 'id'
  | 'loadURL'
  | 'reload'
  | 'show'
  | 'focus'
  | 'isFocused'
  | 'isDestroyed'
  | 'isMinimized'
  | 'isMaximized'
  | 'isFullScreen'
  | 'minimize'
  | 'maximize'
  | 'unmaximize'
  | 'restore'
  | 'getBounds'
  | 'getNormalBounds'
  | 'getSize'
  | 'setBounds'
  | 'setSize'
  | 'close'
  | 'destroy'
>;

const told = [
  'ready-to-show',
  'show',
  'close',
  'closed',
  'resize',
  'resized',
  'move',
  'moved',
  'focus',
  'blur',
];

/** A window of Chromium. It is visible from the start: Chromium has no hidden ones. */
export class BrowserWindow extends Emitter implements Implemented {
  readonly id: number;
  readonly webContents = WebContents.create();
  /** The host's own: it is on its way to be closed. */
  isClosing = false;
  private readonly page: Promise<OpenPage>;
  private readonly geometry: WindowGeometry;
  private focused = false;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow', [...told, 'maximize', 'unmaximize']);
    live();
    checkOptions(options);
    const { x, y, width = 800, height = 600, webPreferences: { preload } = {} } = options;
    this.id = this.webContents.id;
    this.geometry = new WindowGeometry({ x: x ?? 0, y: y ?? 0, width, height });
    // The app knows the window by its guarded self, and every event must name the same.
    const itself = guard('BrowserWindow', this as BrowserWindow);
    this.page = itself.open(
      preload === undefined ? '' : readFileSync(preload, 'utf8'),
      x !== undefined && y !== undefined,
      options.backgroundColor,
    );
    this.webContents.once('did-finish-load', () => itself.emit('ready-to-show'));
    openWindows.add(itself);
    app.emit('web-contents-created', createEvent('web-contents-created', {}), this.webContents);
    app.emit('browser-window-created', createEvent('browser-window-created', {}), itself);
    return itself;
  }

  static getAllWindows(): BrowserWindow[] {
    return [...openWindows];
  }

  static fromWebContents(contents: unknown): BrowserWindow | null {
    return [...openWindows].find((window) => window.webContents === contents) ?? null;
  }

  static getFocusedWindow(): BrowserWindow | null {
    return [...openWindows].find((window) => window.focused) ?? null;
  }

  private async open(preload: string, hasPosition: boolean, background?: string): Promise<OpenPage> {
    const page = await live().pages.claim();
    void page.closed.then(() => this.wasClosed());
    await this.geometry.place(page, hasPosition);
    await nativeTheme.applyTo(page.session);
    if (background !== undefined) await paintUnder(page, background);
    await this.webContents.adopt(page, preload, (focused) => this.changed(focused));
    return page;
  }

  private wasClosed(): void {
    this.isClosing = true;
    openWindows.delete(this);
    this.emit('closed');
    app.windowClosed();
  }

  /** Does it to the page when that is there; a window that closes meanwhile needs it no more. */
  private act(action: (page: OpenPage) => Promise<unknown>): void {
    void this.page.then(action).catch((error: unknown) => {
      if (!(error instanceof ProtocolError)) throw error;
    });
  }

  /** The page's window was resized, or got or lost the focus. Of moves Chromium does not tell; they are seen here. */
  private changed(focused: boolean): void {
    if (focused !== this.focused) {
      this.focused = focused;
      this.emit(focused ? 'focus' : 'blur');
    }
    this.act(async (page) => {
      for (const name of await this.geometry.measure(page)) this.emit(name);
    });
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  reload(): void {
    this.webContents.reload();
  }

  show(): void {
    this.emit('show');
    this.focus();
  }

  focus(): void {
    this.act(({ session }) => session.send('Page.bringToFront'));
  }

  isFocused(): boolean {
    return this.focused;
  }

  isDestroyed(): boolean {
    return !openWindows.has(this);
  }

  isMinimized(): boolean {
    return this.geometry.state === 'minimized';
  }

  isMaximized(): boolean {
    return this.geometry.state === 'maximized';
  }

  isFullScreen(): boolean {
    return this.geometry.state === 'fullscreen';
  }

  minimize(): void {
    this.act((page) => this.geometry.setState(page, 'minimized'));
  }

  maximize(): void {
    this.act((page) => this.geometry.setState(page, 'maximized'));
  }

  unmaximize(): void {
    this.restore();
  }

  restore(): void {
    this.act((page) => this.geometry.setState(page, 'normal'));
  }

  getBounds(): Electron.Rectangle {
    return this.geometry.bounds;
  }

  getNormalBounds(): Electron.Rectangle {
    return this.geometry.normalBounds;
  }

  getSize(): number[] {
    return [this.geometry.bounds.width, this.geometry.bounds.height];
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.act((page) => this.geometry.set(page, bounds));
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  close(): void {
    const event = createEvent('close', {});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    this.isClosing = true;
    this.act(({ targetId }) => live().chromium.browser.send('Target.closeTarget', { targetId }));
  }
}

/** What is seen before the page has painted. @param color `#rrggbb` */
async function paintUnder({ session }: OpenPage, color: string): Promise<void> {
  const parts = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(color);
  if (parts === null) throw new Error(`backgroundColor ${color} is not implemented in the Chromium host`);
  const [r = 0, g = 0, b = 0] = parts.slice(1).map((part) => Number.parseInt(part, 16));
  await session.send('Emulation.setDefaultBackgroundColorOverride', { color: { r, g, b } });
}
