import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** Sends one DevTools command to one page. @throws Error with the command's name and what Chromium said */
export type Send = (method: string, params?: object) => Promise<unknown>;

/** A page that can be spoken to. */
export interface Target {
  id: string;
  send: Send;
}

export type Devtools = Awaited<ReturnType<typeof openDevtools>>;

/** No figure takes that long: what has not come by then never will, and its measurement has failed. */
const patienceMs = 60_000;

interface Message {
  id?: number;
  result?: unknown;
  error?: { message: string };
}

/** The browser's own address, as soon as it listens. */
async function browserAddress(cdpUrl: string): Promise<string> {
  for (;;) {
    const answer = await fetch(`${cdpUrl}/json/version`).catch(() => null);
    if (answer !== null)
      return ((await answer.json()) as { webSocketDebuggerUrl: string }).webSocketDebuggerUrl;
    await wait(5);
  }
}

/**
 * Speaks DevTools with a browser and nothing more: Playwright would watch every request of the page, and be a good part
 * of what is measured. A browser that is still starting is waited for.
 */
export async function openDevtools(cdpUrl: string) {
  const socket = new WebSocket(await browserAddress(cdpUrl));
  await once(socket, 'open');
  const waiting = new Map<number, (message: Message) => void>();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(data as string) as Message;
    if (message.id === undefined) return;
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  });
  const send = (method: string, params: object = {}, sessionId?: string): Promise<unknown> => {
    const id = (last += 1);
    socket.send(JSON.stringify({ id, method, params, sessionId }));
    return new Promise((resolve, reject) => {
      const stuck = setTimeout(() => reject(new Error(`${method}: no answer`)), patienceMs);
      waiting.set(id, ({ result, error }) => {
        clearTimeout(stuck);
        if (error === undefined) resolve(result);
        else reject(new Error(`${method}: ${error.message}`));
      });
    });
  };
  const attach = async (targetId: string): Promise<Target> => {
    const answer = await send('Target.attachToTarget', { targetId, flatten: true });
    const { sessionId } = answer as { sessionId: string };
    return { id: targetId, send: (method, params) => send(method, params, sessionId) };
  };
  return {
    /** To the browser itself. */
    send: (method: string, params?: object) => send(method, params),
    /** The first window, as soon as there is one. */
    firstPage: async (): Promise<Target> => {
      for (;;) {
        const { targetInfos } = (await send('Target.getTargets')) as {
          targetInfos: { targetId: string; type: string }[];
        };
        const page = targetInfos.find(({ type }) => type === 'page');
        if (page !== undefined) return attach(page.targetId);
        await wait(5);
      }
    },
    /** Opens a window and waits until its page is there. */
    newWindow: async (url: string): Promise<Target> => {
      const { targetId } = (await send('Target.createTarget', { url, newWindow: true })) as {
        targetId: string;
      };
      const page = await attach(targetId);
      for (;;) {
        const expression = `location.href !== 'about:blank' && document.readyState === 'complete'`;
        // Between two documents there is nothing to ask.
        const answer = await page.send('Runtime.evaluate', { expression }).catch(() => null);
        if ((answer as { result: { value?: boolean } } | null)?.result.value === true) break;
        await wait(5);
      }
      return page;
    },
    close: () => socket.close(),
  };
}
