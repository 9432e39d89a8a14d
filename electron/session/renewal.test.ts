import { AppError } from '#shared/errors.ts';
import type { SessionState } from '#shared/models/session.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startRenewal, type Renewal } from './renewal.ts';

const minute = 60_000;
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  renewal?.stop();
  vi.useRealTimers();
});
let renewal: Renewal | undefined;

/** A session with a token that lives for `left` ms, and what was told to its listeners. */
function sessionFor(left: number | null) {
  const listeners = new Set<(state: SessionState) => void>();
  const told: string[] = [];
  let end = left === null ? null : Date.now() + left;
  let ahead = 0;
  const now = (): number => Date.now() - ahead;
  const state = (): SessionState => {
    const isOver = end !== null && end <= now();
    const account = { expiresAt: end === null ? null : end / 1000 };
    return { status: isOver ? 'expired' : 'signed-in', account } as SessionState;
  };
  let last = state().status;
  const judge = (): void => {
    if (state().status === last) return;
    last = state().status;
    told.push(last);
    listeners.forEach((listener) => listener(state()));
  };
  return {
    told,
    setEnd: (ms: number) => {
      end = Date.now() + ms;
      last = state().status;
      listeners.forEach((listener) => listener(state()));
    },
    /** An answer has told that the clock is this much ahead. */
    putBack: (ms: number) => {
      ahead = ms;
    },
    session: {
      state,
      judge,
      lifeLeft: () => (end === null ? null : end - now()),
      onChange: (listener: (state: SessionState) => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  };
}

function watching(left: number | null, slide: () => Promise<void>) {
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
  expect(told).toEqual(['expired']);
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
  expect(told).toEqual(['expired']);
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
  expect(told).toEqual(['expired']);
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
