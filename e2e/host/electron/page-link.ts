import { ProtocolError, type Session } from '../cdp.ts';
import type { FromPreload, ToPreload } from '../page/preload-world.ts';
import { mainWorldScript, names, preloadWorldScript } from '../page/scripts.ts';
import { createWire } from '../page/wire.ts';
import type { OpenPage } from '../pages.ts';
import { live } from '../running.ts';
import { WebFrame } from './web-frame.ts';

/** What a page tells; `world` is the preload's world it comes from, to answer to. */
export interface Heard {
  message(message: FromPreload, frame: WebFrame, world: number): void;
  domReady(): void;
  loaded(): void;
  crashed(): void;
}

const wire = createWire();

/** One page of the browser with the app's preload in it: knows its frames, hears it and speaks to it. */
export class PageLink {
  readonly page: OpenPage;
  private readonly mainFrame: WebFrame;
  private readonly heard: Heard;
  private readonly frames = new Map<string, WebFrame>();
  private readonly worlds = new Map<number, WebFrame>();

  constructor(page: OpenPage, mainFrame: WebFrame, heard: Heard) {
    this.page = page;
    this.mainFrame = mainFrame;
    this.heard = heard;
    this.frames.set(page.targetId, mainFrame);
  }

  /** Puts the preload in; from then on every document of the page starts with it. */
  async open(preload: string): Promise<void> {
    const { session } = this.page;
    this.watchFrames(session);
    this.watchPage(session);
    await Promise.all([
      session.send('Page.enable'),
      session.send('Inspector.enable'),
      session.send('Runtime.enable'),
      session.send('Runtime.addBinding', { name: names.binding, executionContextName: names.world }),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript }),
      session.send('Page.addScriptToEvaluateOnNewDocument', {
        worldName: names.world,
        source: preloadWorldScript(preload),
      }),
    ]);
  }

  private watchFrames(session: Session): void {
    const navigated = (frameId: string, url: string): void => {
      const frame = this.frames.get(frameId);
      if (frame !== undefined) frame.url = live().server.toApp(url);
    };
    session.on('Page.frameAttached', ({ frameId, parentFrameId }) => {
      this.frames.set(frameId, WebFrame.create(this.frames.get(parentFrameId) ?? this.mainFrame));
    });
    session.on('Page.frameDetached', ({ frameId }) => {
      const frame = this.frames.get(frameId);
      if (frame !== undefined) frame.detached = true;
      this.frames.delete(frameId);
    });
    session.on('Page.frameNavigated', ({ frame }) =>
      navigated(frame.id, `${frame.url}${frame.urlFragment ?? ''}`),
    );
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => navigated(frameId, url));
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name !== names.world) return;
      const frame = this.frames.get((context.auxData as { frameId: string }).frameId);
      if (frame !== undefined) this.worlds.set(context.id, frame);
    });
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      this.worlds.delete(executionContextId);
    });
    session.on('Runtime.executionContextsCleared', () => this.worlds.clear());
  }

  private watchPage(session: Session): void {
    session.on('Page.domContentEventFired', () => this.heard.domReady());
    session.on('Page.loadEventFired', () => this.heard.loaded());
    session.on('Inspector.targetCrashed', () => {
      // Nothing of it answers any more, and not everything of it says so.
      this.worlds.clear();
      this.heard.crashed();
    });
    session.on('Runtime.bindingCalled', ({ payload, executionContextId }) => {
      const frame = this.worlds.get(executionContextId);
      if (frame !== undefined)
        this.heard.message(wire.read(payload) as FromPreload, frame, executionContextId);
    });
  }

  /** The preload's world of the main frame's document; null between two documents. */
  get mainWorld(): number | null {
    for (const [world, frame] of this.worlds) if (frame === this.mainFrame) return world;
    return null;
  }

  /** Sends to the preload. What is sent to a document that has gone is dropped, as in Electron. */
  async tell(world: number, message: ToPreload): Promise<void> {
    await this.command('Runtime.callFunctionOn', {
      executionContextId: world,
      functionDeclaration: `(text) => globalThis.${names.deliver}(text)`,
      arguments: [{ value: wire.write(message) }],
    });
  }

  /** A command whose failure by the page's end or navigation is none. */
  command: Session['send'] = async (...given) => {
    try {
      return await this.page.session.send(...given);
    } catch (error) {
      if (error instanceof ProtocolError) return {} as never;
      throw error;
    }
  };
}
