import { AppError } from '#shared/errors.ts';

/** Who waits for a picture of a host. */
interface Ask {
  /** When it was last asked for, read anew at each choice: the later, the sooner its turn. */
  turn: () => number;
  /** The user asks again: it may try a host that was not reached a moment ago. */
  insists: boolean;
  /** Leaves the queue. */
  signal: AbortSignal;
}

/** What one request told about its host; `busy` carries how long it asks to be left alone. */
export type HostNews = { kind: 'answered' } | { kind: 'unreached' } | { kind: 'busy'; ms: number };

interface Host {
  running: number;
  /** Requests in a row that got no answer. */
  unreached: number;
  /** Times in a row that it was left alone for it. */
  rests: number;
  /** Nobody but who insists asks before this moment. */
  restsUntil: number;
  /** Nobody at all asks before this moment: it said so itself. */
  busyUntil: number;
  answeredAt: number;
}

interface Waiter {
  name: string;
  turn: () => number;
  begin: () => void;
  giveUp: (reason: 'unreached' | 'cancelled') => void;
}

const perHost = 6;
const overall = 16;
/** So many in a row without an answer are no accident. */
const mostUnreached = 3;
const firstRestMs = 1_000;
const longestRestMs = 15_000;

/**
 * The image hosts, each with a queue of its own, so that a slow one holds up no other; those asked for last come first.
 * A host that gives no answer is left alone for a second, then for up to fifteen; after that one request tries it while
 * the others wait for what comes of it. So a dead line costs next to nothing, and one that is back is seen at once.
 * @param now a clock that never goes back, in milliseconds
 */
export function createHosts(now: () => number) {
  const hosts = new Map<string, Host>();
  const waiting = new Set<Waiter>();
  let running = 0;

  const isDoubtful = (host: Host): boolean => host.unreached >= mostUnreached;
  const isLeftAlone = (host: Host): boolean => now() < Math.max(host.restsUntil, host.busyUntil);
  const hasRoom = (host: Host): boolean => host.running < (isDoubtful(host) ? 1 : perHost);

  function hostNamed(name: string): Host {
    const host = hosts.get(name) ?? {
      running: 0,
      unreached: 0,
      rests: 0,
      restsUntil: 0,
      busyUntil: 0,
      answeredAt: Number.NEGATIVE_INFINITY,
    };
    hosts.set(name, host);
    return host;
  }

  function beginNext(): void {
    while (running < overall) {
      let next: Waiter | null = null;
      for (const waiter of waiting) {
        if (!hasRoom(hostNamed(waiter.name))) continue;
        if (next === null || waiter.turn() > next.turn()) next = waiter;
      }
      if (next === null) return;
      waiting.delete(next);
      next.begin();
    }
  }

  /** Waits for a turn; false where the host is not to be asked now. */
  function enter(name: string, { turn, insists, signal }: Ask): Promise<boolean> {
    const host = hostNamed(name);
    if (now() < host.busyUntil || (now() < host.restsUntil && !insists)) return Promise.resolve(false);
    return new Promise((resolve, reject) => {
      const leave = (): void => waiter.giveUp('cancelled');
      const settle = (): void => {
        waiting.delete(waiter);
        signal.removeEventListener('abort', leave);
      };
      const waiter: Waiter = {
        name,
        turn,
        begin: () => {
          settle();
          host.running += 1;
          running += 1;
          resolve(true);
        },
        giveUp: (reason) => {
          settle();
          if (reason === 'cancelled') reject(new AppError({ code: 'cancelled' }));
          else resolve(false);
        },
      };
      if (signal.aborted) {
        leave();
        return;
      }
      signal.addEventListener('abort', leave, { once: true });
      waiting.add(waiter);
      beginNext();
    });
  }

  /** @returns whether what came is about the picture; false where its host is in trouble. */
  function learn(name: string, news: HostNews, askedAt: number): boolean {
    const host = hostNamed(name);
    if (news.kind === 'answered') {
      Object.assign(host, { unreached: 0, rests: 0, restsUntil: 0, answeredAt: now() });
      return true;
    }
    // Others were answered meanwhile: it is this one picture that the host has trouble with.
    if (news.kind === 'unreached' && host.answeredAt > askedAt) return true;
    if (news.kind === 'busy') {
      host.busyUntil = now() + news.ms;
    } else {
      host.unreached += 1;
      if (isDoubtful(host) && now() >= host.restsUntil) {
        host.restsUntil = now() + Math.min(firstRestMs * 2 ** host.rests, longestRestMs);
        host.rests += 1;
      }
    }
    if (isLeftAlone(host)) {
      for (const waiter of [...waiting]) if (waiter.name === name) waiter.giveUp('unreached');
    }
    return false;
  }

  /**
   * Makes one request of a host when its turn has come.
   * @param name the host with its port
   * @param request never asked where the host is left alone at the moment
   * @returns `unreached` where the host, not the picture, is to blame
   * @throws AppError `cancelled` where `signal` fired
   */
  return async function ask<T>(
    name: string,
    asking: Ask,
    request: () => Promise<{ got: T; news: HostNews }>,
  ): Promise<T | 'unreached'> {
    if (!(await enter(name, asking))) return 'unreached';
    const askedAt = now();
    try {
      const { got, news } = await request();
      return learn(name, news, askedAt) ? got : 'unreached';
    } finally {
      const host = hostNamed(name);
      host.running -= 1;
      running -= 1;
      beginNext();
      const isIdle = host.running === 0 && host.unreached === 0 && now() >= host.busyUntil;
      if (isIdle && ![...waiting].some((waiter) => waiter.name === name)) hosts.delete(name);
    }
  };
}
