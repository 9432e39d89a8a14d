import { once } from 'node:events';

/** Sends one DevTools command to one page. */
export type Send = (method: string, params?: object) => Promise<unknown>;

/**
 * Speaks DevTools with a browser and nothing more: Playwright would watch every request of the page, and be a good part
 * of what is measured.
 */
export async function openDevtools(cdpUrl: string) {
  const version = (await (await fetch(`${cdpUrl}/json/version`)).json()) as { webSocketDebuggerUrl: string };
  const socket = new WebSocket(version.webSocketDebuggerUrl);
  await once(socket, 'open');
  const waiting = new Map<number, (result: unknown) => void>();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(data as string) as { id?: number; result?: unknown };
    if (id === undefined) return;
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  const send = (method: string, params: object = {}, sessionId?: string): Promise<unknown> => {
    const id = (last += 1);
    socket.send(JSON.stringify({ id, method, params, sessionId }));
    return new Promise((resolve) => void waiting.set(id, resolve));
  };
  const attach = async (targetId: string): Promise<Send> => {
    const answer = await send('Target.attachToTarget', { targetId, flatten: true });
    const { sessionId } = answer as { sessionId: string };
    return (method, params) => send(method, params, sessionId);
  };
  return {
    /** The window that is there. */
    firstPage: async (): Promise<Send> => {
      const { targetInfos } = (await send('Target.getTargets')) as {
        targetInfos: { targetId: string; type: string }[];
      };
      const page = targetInfos.find(({ type }) => type === 'page');
      if (page === undefined) throw new Error('There is no window');
      return attach(page.targetId);
    },
    /** Opens a window and waits until its page is there. */
    newWindow: async (url: string): Promise<Send> => {
      const { targetId } = (await send('Target.createTarget', { url, newWindow: true })) as {
        targetId: string;
      };
      const page = await attach(targetId);
      const isThere = `new Promise((done) => {
        const look = () => (document.readyState === 'complete' ? done() : setTimeout(look));
        look();
      })`;
      await page('Runtime.evaluate', { expression: isThere, awaitPromise: true });
      return page;
    },
    close: () => socket.close(),
  };
}
