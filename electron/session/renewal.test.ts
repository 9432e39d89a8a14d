import { AppError } from '#shared/errors.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startRenewal, type Renewal } from './renewal.ts';

const minute = 60_000;
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  renewal?.stop();
  vi.useRealTimers();
});
let renewal: Renewal | undefined;

/** A session with an account whose token lives for `left` ms, and what was told to its listeners. */
function sessionFor(left: number | null) {
  const listeners = new Set<() => void>();
  const told: string[] = [];
  const ends = new Map<string, number>();
  if (left !== null) ends.set('mine', Date.now() + left);
  let ahead = 0;
  const now = (): number => Date.now() - ahead;
  const over = (): string => [...ends].flatMap(([id, end]) => (end <= now() ? [id] : [])).join();
  let last = over();
  const tell = (): void => listeners.forEach((listener) => listener());
  const listen = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    told,
    setEnd: (ms: number, accountId = 'mine') => {
      ends.set(accountId, Date.now() + ms);
      last = over();
      tell();
    },
    /** An answer has told that the clock is this much ahead. */
    putBack: (ms: number) => {
      ahead = ms;
    },
    session: {
      judge: () => {
        if (over() === last) return;
        last = over();
        told.push(last);
        tell();
      },
      lives: () =>
        [...ends].map(([accountId, end]) => ({ accountId, expiresAt: end / 1000, left: end - now() })),
      onChange: listen,
      onAccountsChange: listen,
    },
  };
}

function watching(left: number | null, slide: (accountId: string) => Promise<void>) {
  const errors: unknown[] = [];
  const of = sessionFor(left);
  const sliding = vi.fn(slide);
  renewal = startRenewal(of.session, sliding, (error) => errors.push(error));
  return { ...of, sliding, errors, renewal };
}

test('five minutes before `exp` one call is made, and again before the `exp` it brought', async () => {
  const { sliding, setEnd, told } = watching(240 * minute, () => {
    setEnd(240 * minute);
    return Promise.resolve();
  });
  await vi.advanceTimersByTimeAsync(234 * minute);
  expect(sliding).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(minute);
  expect(sliding).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(234 * minute);
  expect(sliding).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(minute);
  expect(sliding).toHaveBeenCalledTimes(2);
  expect(told).toEqual([]);
});

test('a call that brings no later `exp` is not repeated, and at `exp` the listeners are told', async () => {
  const { sliding, told } = watching(6 * minute, () => Promise.resolve());
  await vi.advanceTimersByTimeAsync(6 * minute);
  expect(sliding).toHaveBeenCalledOnce();
  expect(told).toEqual(['mine']);
});

test('a refused call is told and not repeated; one that reached nobody is made again', async () => {
  const refused = watching(5 * minute, () => Promise.reject(new AppError({ code: 'internal' })));
  await vi.advanceTimersByTimeAsync(4 * minute);
  expect(refused.sliding).toHaveBeenCalledOnce();
  expect(refused.errors).toHaveLength(1);
  refused.renewal.stop();

  const offline = new AppError({ code: 'not-reached', host: 'api.example', reason: 'dns' });
  const { sliding } = watching(5 * minute, () => Promise.reject(offline));
  await vi.advanceTimersByTimeAsync(3 * minute);
  expect(sliding).toHaveBeenCalledTimes(4);
});

test('row 31: a call made too early by a wrong clock, which its answer puts right, is made again in time', async () => {
  const { sliding, putBack, told } = watching(6 * minute, () => {
    putBack(60 * minute);
    return Promise.resolve();
  });
  await vi.advanceTimersByTimeAsync(60 * minute);
  expect(sliding).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(minute);
  expect(sliding).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(5 * minute);
  expect(sliding).toHaveBeenCalledTimes(2);
  expect(told).toEqual(['mine']);
});

test('while a call is under way no second one is made', async () => {
  const { sliding } = watching(5 * minute, () => new Promise(() => undefined));
  await vi.advanceTimersByTimeAsync(4 * minute);
  expect(sliding).toHaveBeenCalledOnce();
});

test('after a sleep all is judged anew: renewed where there is time, else expired', async () => {
  const { sliding, told, renewal } = watching(240 * minute, () => Promise.resolve());
  vi.setSystemTime(Date.now() + 237 * minute);
  renewal.judge();
  expect(sliding).toHaveBeenCalledOnce();
  vi.setSystemTime(Date.now() + 10 * minute);
  await vi.advanceTimersByTimeAsync(minute);
  expect(told).toEqual(['mine']);
  expect(sliding).toHaveBeenCalledOnce();
});

test('a renewed session is watched again; one without `exp` and a stopped one are left alone', async () => {
  const { sliding, setEnd, told, renewal } = watching(0, () => Promise.resolve());
  setEnd(10 * minute);
  await vi.advanceTimersByTimeAsync(5 * minute);
  expect(sliding).toHaveBeenCalledOnce();
  renewal.stop();
  await vi.advanceTimersByTimeAsync(60 * minute);
  expect(told).toEqual([]);

  const endless = watching(null, () => Promise.resolve());
  await vi.advanceTimersByTimeAsync(9_000 * minute);
  expect(endless.sliding).not.toHaveBeenCalled();
});

test('each account’s token is renewed in its own time, whichever is open, and one that fails hinders no other', async () => {
  const { sliding, setEnd, told } = watching(60 * minute, (accountId) => {
    if (accountId === 'broken') return Promise.reject(new AppError({ code: 'internal' }));
    setEnd(240 * minute, accountId);
    return Promise.resolve();
  });
  setEnd(30 * minute, 'broken');
  setEnd(40 * minute, 'other');
  await vi.advanceTimersByTimeAsync(50 * minute);
  expect(sliding.mock.calls).toEqual([['broken'], ['other']]);
  await vi.advanceTimersByTimeAsync(5 * minute);
  expect(sliding.mock.calls).toEqual([['broken'], ['other'], ['mine']]);
  expect(told).toEqual(['broken']);
});
