import type { Session } from './cdp.ts';
import type { Chromium } from './chromium.ts';

/** A page of the browser that the host speaks with. */
export interface OpenPage {
  /** Also the id of its main frame. */
  targetId: string;
  session: Session;
  closed: Promise<void>;
}

/** What a page wanted to open. */
export interface Popup {
  url: string;
  frameName: string;
  features: string;
  disposition: string;
}

/** Told that a page has opened a window; whatever the answer, the window is closed before it has loaded anything. */
export type OnPopup = (openerId: string, popup: Popup) => void;

/** Keeps account of the browser's pages: hands them out to windows, and stops those that a page opened by itself. */
export function watchPages(chromium: Chromium, onPopup: OnPopup) {
  const { browser } = chromium;
  const sessions = new Map<string, PromiseWithResolvers<string>>();
  const closed = new Map<string, PromiseWithResolvers<void>>();
  let first: string | null = chromium.firstPage.targetId;

  const sessionOf = (targetId: string): PromiseWithResolvers<string> => {
    const known = sessions.get(targetId) ?? Promise.withResolvers<string>();
    sessions.set(targetId, known);
    return known;
  };
  /** Resolves when the page of this session has gone. */
  const closedOf = (sessionId: string): PromiseWithResolvers<void> => {
    const known = closed.get(sessionId) ?? Promise.withResolvers();
    closed.set(sessionId, known);
    return known;
  };
  const attached = (targetId: string, sessionId: string): void => {
    sessionOf(targetId).resolve(sessionId);
    closedOf(sessionId);
  };
  attached(chromium.firstPage.targetId, chromium.firstPage.sessionId);

  /** Its renderer waits for us, and may be its opener's: it goes on, reaches nothing, and is closed. */
  const stop = async (targetId: string, sessionId: string, session: Session): Promise<string> => {
    const { promise: gone } = closedOf(sessionId);
    const asked = Promise.withResolvers<string>();
    session.on('Fetch.requestPaused', ({ requestId, request }) => {
      asked.resolve(request.url);
      session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' }).catch(() => undefined);
    });
    // An empty window asks for nothing; its document is there at once.
    session.on('Page.loadEventFired', () => asked.resolve('about:blank'));
    const commands = ['Page.enable', 'Fetch.enable', 'Runtime.runIfWaitingForDebugger'] as const;
    await Promise.allSettled(commands.map((command) => session.send(command)));
    const url = await Promise.race([asked.promise, gone.then(() => 'about:blank')]);
    await browser.send('Target.closeTarget', { targetId }).catch(() => undefined);
    return url;
  };

  browser.on('Target.attachedToTarget', ({ sessionId, targetInfo, waitingForDebugger }) => {
    const { targetId, openerId } = targetInfo;
    if (targetId === chromium.firstPage.targetId) return;
    const session = chromium.page(sessionId);
    if (openerId !== undefined && sessions.has(openerId)) {
      void stop(targetId, sessionId, session).then((url) =>
        onPopup(openerId, { url, frameName: '', features: '', disposition: 'foreground-tab' }),
      );
      return;
    }
    attached(targetId, sessionId);
    if (waitingForDebugger) session.send('Runtime.runIfWaitingForDebugger').catch(() => undefined);
  });
  browser.on('Target.detachedFromTarget', ({ sessionId }) => closed.get(sessionId)?.resolve());
  void chromium.ended.then(() => {
    for (const one of closed.values()) one.resolve();
  });

  /** Opens a tab or window of this browser; resolves with its target's id. */
  const openTab = async (url: string, newWindow: boolean): Promise<string> => {
    const { targetId } = await browser.send('Target.createTarget', { url, newWindow });
    return targetId;
  };

  /** The window that is there from the start, then new ones. */
  const claim = async (): Promise<OpenPage> => {
    const free = first;
    first = null;
    const targetId = free ?? (await openTab('about:blank', true));
    const sessionId = await sessionOf(targetId).promise;
    return { targetId, session: chromium.page(sessionId), closed: closedOf(sessionId).promise };
  };

  return { claim, openTab };
}

export type Pages = ReturnType<typeof watchPages>;
