import { beforeEach, expect, test } from 'vitest';
import { createHosts, type HostNews } from './hosts.ts';

/* Through the route: picture-route-faults.test.ts. Here is what only many hosts and pauses show. */

let now = 0;
let ask: ReturnType<typeof createHosts>;
/** Requests under way, by name, with what ends them. */
let underWay: Map<string, (news: HostNews['kind']) => void>;
let begun: string[];
let turn = 0;
beforeEach(() => {
  now = 1_000;
  turn = 0;
  ask = createHosts(() => now);
  underWay = new Map();
  begun = [];
});

function request(
  host: string,
  name: string,
  { insists = false, signal = new AbortController().signal } = {},
) {
  const mine = ++turn;
  return ask(host, { turn: () => mine, insists, signal }, () => {
    begun.push(name);
    return new Promise<{ got: string; news: HostNews }>((resolve) =>
      underWay.set(name, (kind) => {
        underWay.delete(name);
        resolve({ got: name, news: kind === 'busy' ? { kind, ms: 60_000 } : { kind } });
      }),
    );
  });
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Makes a host one that gives no answer. */
async function silence(host: string): Promise<void> {
  const all = [1, 2, 3].map((index) => request(host, `${host} ${index}`));
  await settled();
  for (const end of [...underWay.values()]) end('unreached');
  expect(await Promise.all(all)).toEqual(['unreached', 'unreached', 'unreached']);
  begun = [];
}

test('six at once of one host, sixteen of all', async () => {
  for (const host of ['a', 'b', 'c', 'd']) {
    for (let index = 0; index < 10; index += 1) void request(host, `${host}${index}`);
  }
  await settled();
  expect(begun.filter((name) => name.startsWith('a'))).toHaveLength(6);
  expect(begun.filter((name) => name.startsWith('b'))).toHaveLength(6);
  expect(begun).toHaveLength(16);
  underWay.get('a0')?.('answered');
  await settled();
  // The newest that its host and the whole have room for.
  expect(begun.slice(16)).toEqual(['d9']);
});

test('a silent host is asked by one when its pause is over; the others wait for what comes of it', async () => {
  await silence('a');
  expect(await request('a', 'too early')).toBe('unreached');
  now += 1_000;
  const all = ['first', 'second', 'third'].map((name) => request('a', name));
  await settled();
  expect(begun).toEqual(['first']);
  underWay.get('first')?.('answered');
  await settled();
  expect(begun).toEqual(['first', 'third', 'second']);
  for (const end of [...underWay.values()]) end('answered');
  expect(await Promise.all(all)).toEqual(['first', 'second', 'third']);
});

test('where the one that tries gets no answer either, all who wait are told, and the pause grows to fifteen seconds', async () => {
  await silence('a');
  const pauses: number[] = [];
  while (pauses.length < 6) {
    const since = now;
    let tried = request('a', 'tried');
    for (await settled(); begun.length === 0; await settled()) {
      expect(await tried).toBe('unreached');
      now += 1_000;
      tried = request('a', 'tried');
    }
    pauses.push((now - since) / 1_000);
    const waits = request('a', 'waits');
    underWay.get('tried')?.('unreached');
    expect(await Promise.all([tried, waits])).toEqual(['unreached', 'unreached']);
    expect(begun).toEqual(['tried']);
    begun = [];
  }
  expect(pauses).toEqual([1, 2, 4, 8, 15, 15]);
});

test('a try that is given up leaves its place to the next', async () => {
  await silence('a');
  now += 1_000;
  const gone = new AbortController();
  const first = ask('a', { turn: () => 1, insists: false, signal: gone.signal }, () => {
    begun.push('first');
    return new Promise<never>((_, reject) =>
      gone.signal.addEventListener('abort', () => reject(new Error('gone'))),
    );
  });
  const second = request('a', 'second');
  await settled();
  expect(begun).toEqual(['first']);
  gone.abort();
  await expect(first).rejects.toThrow('gone');
  await settled();
  expect(begun).toEqual(['first', 'second']);
  underWay.get('second')?.('answered');
  expect(await second).toBe('second');
});

test('a host that says it is busy is asked by nobody, not even who insists', async () => {
  const first = request('a', 'first');
  await settled();
  underWay.get('first')?.('busy');
  expect(await first).toBe('unreached');
  expect(await request('a', 'second', { insists: true })).toBe('unreached');
  now += 60_000;
  const third = request('a', 'third');
  await settled();
  underWay.get('third')?.('answered');
  expect(await third).toBe('third');
});
