import { expect, test } from 'vitest';
import { createNewestFirst } from './newest-first.ts';

const never = new AbortController().signal;

/** Tasks that end when they are let, and the order in which they began. */
function tasks() {
  const begun: number[] = [];
  const ends = new Map<number, () => void>();
  return {
    begun,
    task: (name: number) => () => {
      begun.push(name);
      return new Promise<number>((resolve) => ends.set(name, () => resolve(name)));
    },
    end: (name: number) => ends.get(name)?.(),
  };
}

test('few run at once, and of those that wait the newest begins first', async () => {
  const { begun, task, end } = tasks();
  const inTurn = createNewestFirst(2);
  const all = [1, 2, 3, 4, 5].map((name) => inTurn(task(name), never));
  expect(begun).toEqual([1, 2]);
  end(2);
  expect(await all[1]).toBe(2);
  expect(begun).toEqual([1, 2, 5]);
  for (const name of [1, 5, 4, 3]) {
    end(name);
    await all[name - 1];
  }
  expect(begun).toEqual([1, 2, 5, 4, 3]);
});

test('what nobody waits for any more never begins, and holds up nothing', async () => {
  const { begun, task, end } = tasks();
  const inTurn = createNewestFirst(1);
  const gone = new AbortController();
  const first = inTurn(task(1), never);
  const others = [2, 3, 4].map((name) => inTurn(task(name), gone.signal));
  const last = inTurn(task(5), never);
  gone.abort();
  end(1);
  await first;
  for (const other of others) {
    const refused = expect(other).rejects.toMatchObject({ data: { code: 'cancelled' } });
    end(5);
    await refused;
  }
  await last;
  expect(begun).toEqual([1, 5]);
});

test('a task that fails gives its place away', async () => {
  const inTurn = createNewestFirst(1);
  const failing = inTurn(() => Promise.reject(new Error('torn')), never);
  const next = inTurn(() => Promise.resolve('there'), never);
  await expect(failing).rejects.toThrow('torn');
  expect(await next).toBe('there');
});
