import type { Session } from './cdp.ts';
import type { Chromium } from './chromium.ts';

/** A page of the browser that the host speaks with. */
export interface OpenPage {
  /** Also the id of its main frame. */
  targetId: string;
  session: Session;
  closed: Promise<void>;
}

/** Told that a page has opened a window; whatever the answer, the window is closed before it has loaded anything. */
export type OnPopup = (openerId: string) => void;

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
  const attached = (targetId: string, sessionId: string): void => {
    sessionOf(targetId).resolve(sessionId);
    closed.set(sessionId, Promise.withResolvers());
  };
  attached(chromium.firstPage.targetId, chromium.firstPage.sessionId);

  /** Its renderer waits for us, and may be its opener's: it goes on, reaches nothing, and is closed. */
  const stop = async (targetId: string, session: Session): Promise<void> => {
    session.on('Fetch.requestPaused', ({ requestId }) => {
      session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' }).catch(() => undefined);
    });
    await Promise.allSettled([
      session.send('Fetch.enable'),
      session.send('Runtime.runIfWaitingForDebugger'),
      session.send('Page.stopLoading'),
    ]);
    await browser.send('Target.closeTarget', { targetId }).catch(() => undefined);
  };

  browser.on('Target.attachedToTarget', ({ sessionId, targetInfo, waitingForDebugger }) => {
    const { targetId, openerId } = targetInfo;
    if (targetId === chromium.firstPage.targetId) return;
    const session = chromium.page(sessionId);
    if (openerId !== undefined && sessions.has(openerId)) {
      void stop(targetId, session);
      onPopup(openerId);
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
    const { promise } = closed.get(sessionId) ?? Promise.withResolvers<void>();
    return { targetId, session: chromium.page(sessionId), closed: promise };
  };

  return { claim, openTab };
}

export type Pages = ReturnType<typeof watchPages>;
