import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PictureTurns } from './picture-turns.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Turns for letters, the first wanted most; `coming` are on their way. */
function turnsOf(letters: string) {
  const state = { wanted: Array.from(letters), coming: [] as string[] };
  const turns = new PictureTurns<string>({
    next: () => state.wanted.shift() ?? null,
    start: (letter) => void state.coming.push(letter),
    takeBack: (letter) => {
      state.coming = state.coming.filter((each) => each !== letter);
      state.wanted.push(letter);
    },
  });
  const come = (letter: string | undefined = state.coming[0]) => {
    state.coming = state.coming.filter((each) => each !== letter);
    turns.end(letter ?? '');
    turns.give();
  };
  return { state, turns, come };
}

test('all are fetched at once while they come quickly', () => {
  const { state, turns, come } = turnsOf('abcdefghijkl');
  turns.give();
  expect(state.coming.join('')).toBe('abcdefghijkl');
  for (let i = 0; i < 12; i += 1) {
    vi.advanceTimersByTime(40);
    come();
  }
  state.wanted = ['m', 'n', 'o', 'p', 'q', 'r', 's'];
  turns.give();
  // The last ones waited long for those before them.
  expect(state.coming).toHaveLength(5);
  vi.advanceTimersByTime(40);
  come();
  expect(state.coming.join('')).toBe('nopqrs');
});

test('where none comes, the first five stay and leave a connection to others', () => {
  const { state, turns } = turnsOf('abcdefghijkl');
  turns.give();
  vi.advanceTimersByTime(1_000);
  expect(state.coming.join('')).toBe('abcde');
  turns.give();
  expect(state.coming.join('')).toBe('abcde');
});

test('where they come slowly, who is next is whoever is wanted most when a turn is free', () => {
  const { state, turns, come } = turnsOf('abcdefg');
  turns.give();
  vi.advanceTimersByTime(1_000);
  // The user has scrolled on.
  state.wanted = ['x', 'y'];
  come('b');
  expect(state.coming.join('')).toBe('acdex');
});

test('what is not wanted any more leaves its turn to another', () => {
  const { state, turns } = turnsOf('abcdefg');
  turns.give();
  vi.advanceTimersByTime(1_000);
  state.wanted = ['x'];
  turns.cancel('c');
  turns.give();
  expect(state.coming.at(-1)).toBe('x');
});

test('what is at hand at once takes no turn from the others', () => {
  const started: number[] = [];
  let next = 0;
  const turns = new PictureTurns<number>({
    next: () => (next < 400 ? next++ : null),
    start: (item) => {
      started.push(item);
      turns.end(item);
    },
    takeBack: () => undefined,
  });
  turns.give();
  expect(started).toHaveLength(400);
});
