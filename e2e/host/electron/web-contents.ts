import type * as Electron from 'electron';
import type { FromPreload } from '../page/preload-world.ts';
import type { OpenPage, Popup } from '../pages.ts';
import { live } from '../running.ts';
import { createEvent, Emitter, guard, notImplemented } from './guard.ts';
import { ipcMain } from './ipc-main.ts';
import { PageLink } from './page-link.ts';
import { handlerOf } from './protocol.ts';
import { defaultSession, type HostSession } from './session.ts';
import { WebFrame } from './web-frame.ts';

type OpenHandler = (details: never) => Electron.WindowOpenHandlerResponse;
type Implemented = Pick<
  Electron.WebContents,
  'id' | 'send' | 'getURL' | 'isDestroyed' | 'loadURL' | 'reload' | 'setWindowOpenHandler'
>;

let lastId = 0;

/** A window's page. */
export class WebContents extends Emitter implements Implemented {
  readonly id = (lastId += 1);
  readonly session: HostSession = defaultSession;
  readonly mainFrame = WebFrame.create(null);
  private readonly opened = Promise.withResolvers<PageLink>();
  private link: PageLink | null = null;
  private openHandler: OpenHandler | null = null;

  private constructor() {
    super('webContents', [
      'will-navigate',
      'will-frame-navigate',
      // There are no redirects (origin-server.ts) and no webviews, so nothing of these two is ever told.
      'will-redirect',
      'will-attach-webview',
      'dom-ready',
      'did-finish-load',
      'render-process-gone',
      'destroyed',
    ]);
  }

  static create(): WebContents {
    return guard('webContents', new WebContents());
  }

  /** The host's own: takes over a page of the browser. */
  async adopt(page: OpenPage, preload: string, windowChanged: (focused: boolean) => void): Promise<void> {
    const link = new PageLink(page, this.mainFrame, {
      message: (message, frame, world) => {
        if (message.kind === 'window') windowChanged(message.focused);
        else this.receive(link, message, frame, world);
      },
      domReady: () => this.emit('dom-ready', createEvent('dom-ready', {})),
      loaded: () => this.emit('did-finish-load', createEvent('did-finish-load', {})),
      crashed: () => {
        const details = guard('RenderProcessGoneDetails', { reason: 'crashed' });
        this.emit('render-process-gone', createEvent('render-process-gone', {}), details);
      },
    });
    void page.closed.then(() => {
      this.mainFrame.detached = true;
      this.emit('destroyed');
    });
    await link.open(preload);
    this.link = link;
    this.opened.resolve(link);
  }

  private receive(
    link: PageLink,
    message: Exclude<FromPreload, { kind: 'window' }>,
    frame: WebFrame,
    world: number,
  ): void {
    switch (message.kind) {
      case 'invoke':
        void ipcMain
          .call(message.channel, this.ipcEvent(frame), message.values)
          .then(
            (value) => ({ ok: true, value }),
            (error: unknown) => ({ ok: false, value: error }),
          )
          .then((answer) => link.tell(world, { kind: 'answer', id: message.id, ...answer }));
        break;
      case 'send':
        ipcMain.emit(message.channel, this.ipcEvent(frame), ...message.values);
        break;
      case 'open':
        this.askToOpen(message);
        break;
      case 'navigate':
        if (this.mayNavigate(message.url, message.isMainFrame, frame)) {
          if (message.hasForm) throw notImplemented('Sending a form to another page');
          void link.tell(world, { kind: 'go', url: message.url, how: message.how });
        }
    }
  }

  private ipcEvent(frame: WebFrame): object {
    return guard('ipcMain event', {
      sender: this,
      senderFrame: frame.detached ? null : frame,
      type: 'frame',
      ports: [],
    });
  }

  private mayNavigate(url: string, isMainFrame: boolean, frame: WebFrame): boolean {
    const facts = {
      url: live().server.toApp(url),
      isSameDocument: false,
      isMainFrame,
      frame,
      initiator: frame,
    };
    const ask = (name: string): boolean => {
      const event = createEvent(name, facts);
      this.emit(name, event, facts.url);
      return !event.defaultPrevented;
    };
    return ask('will-frame-navigate') && (!isMainFrame || ask('will-navigate'));
  }

  /** The host's own: whether this is the page of that target. */
  shows(targetId: string): boolean {
    return this.link?.page.targetId === targetId;
  }

  /** The host's own: the page wants a window; it has none, whatever the answer. */
  askToOpen({ url, frameName, features, disposition }: Popup): void {
    const details = { url: live().server.toApp(url), frameName, features, disposition };
    const answer = this.openHandler?.(guard('HandlerDetails', details) as never);
    if (answer?.action !== 'deny') throw notImplemented('A window opened by the page');
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  async loadURL(url: string): Promise<void> {
    const { server } = live();
    const { protocol, host } = new URL(url);
    server.serve(`${protocol}//${host}`, handlerOf(protocol.slice(0, -1)));
    const link = await this.opened.promise;
    const loaded = new Promise<void>((resolve) => void this.once('did-finish-load', () => resolve()));
    const { errorText } = await link.page.session.send('Page.navigate', { url: server.fromApp(url) });
    if (errorText !== undefined) throw new Error(`${errorText} loading '${url}'`);
    await link.command('Page.resetNavigationHistory');
    await loaded;
  }

  reload(): void {
    void this.link?.command('Page.reload');
  }

  /** The host's own: runs a script in the preload's world, as if a person had just clicked. */
  async evaluateInPreload(expression: string): Promise<unknown> {
    const link = await this.opened.promise;
    const contextId = link.mainWorld;
    if (contextId === null) throw new Error('The page is being loaded');
    const { session } = link.page;
    const { result } = await session.send('Runtime.evaluate', { contextId, expression, userGesture: true });
    return result.value;
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  isDestroyed(): boolean {
    return this.mainFrame.detached;
  }

  send(channel: string, ...values: unknown[]): void {
    const world = this.link?.mainWorld ?? null;
    if (world !== null) void this.link?.tell(world, { kind: 'event', channel, values });
  }
}
