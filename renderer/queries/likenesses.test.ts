import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Likeness } from '#shared/models/image.ts';
import { keepLikeness } from './likenesses.ts';

const calls: { albumId: string; likenesses: Likeness[] }[] = [];
const page = new EventTarget();
let answer: unknown = { ok: true, value: null };

beforeEach(() => {
  calls.length = 0;
  answer = { ok: true, value: null };
  vi.useFakeTimers();
  vi.stubGlobal(
    'window',
    Object.assign(page, {
      companion: {
        invoke: (_channel: string, input: (typeof calls)[number]) => {
          calls.push(input);
          return Promise.resolve(answer);
        },
      },
    }),
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const likeness = (i: number): Likeness => ({ imageId: `image-${i}`, version: i, hash: 'AAAA' });

test('likenesses are told together, a second after the first of them, each album apart', async () => {
  keepLikeness('a', likeness(0));
  keepLikeness('b', likeness(1));
  await vi.advanceTimersByTimeAsync(900);
  keepLikeness('a', likeness(2));
  expect(calls).toEqual([]);
  await vi.advanceTimersByTimeAsync(100);
  expect(calls).toEqual([
    { albumId: 'a', likenesses: [likeness(0), likeness(2)] },
    { albumId: 'b', likenesses: [likeness(1)] },
  ]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(calls.length).toBe(2);
});

test('no call carries more than the contract takes, and nothing is told twice', async () => {
  for (let i = 0; i < 1_234; i += 1) keepLikeness('a', likeness(i));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(calls.map(({ likenesses }) => likenesses.length)).toEqual([500, 500, 234]);
  expect(calls.flatMap(({ likenesses }) => likenesses.map(({ version }) => version))).toEqual(
    Array.from({ length: 1_234 }, (_, i) => i),
  );
});

test('what was not told yet is told when the page goes', () => {
  keepLikeness('a', likeness(0));
  page.dispatchEvent(new Event('pagehide'));
  expect(calls).toEqual([{ albumId: 'a', likenesses: [likeness(0)] }]);
});

test('likenesses that cannot be kept are let go with a line that names the reason', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  answer = { ok: false, error: { code: 'unknown-album' } };
  keepLikeness('a', likeness(0));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(warn.mock.calls.flat().join(' ')).toContain('unknown-album');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(calls.length).toBe(1);
});
