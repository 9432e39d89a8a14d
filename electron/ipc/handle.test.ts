import { contract, type Channel } from '#shared/contract.ts';
import { AppError } from '#shared/errors.ts';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { createHandler, type Calls } from './handle.ts';

const sender = { trusted: true };

function setUp(changes: Partial<Calls> = {}) {
  const unexpected = vi.fn();
  const called = vi.fn();
  const calls = Object.fromEntries(
    Object.keys(contract).map((channel) => [channel, (): unknown => called(channel)]),
  ) as unknown as Calls;
  const handle = createHandler(
    { ...calls, ...changes },
    { isTrusted: (event: typeof sender) => event.trusted, mayCall: () => true, unexpected },
  );
  return { handle, called, unexpected };
}

test('a stranger is refused before anything is looked at', async () => {
  const { handle, called } = setUp();
  expect(await handle({ trusted: false }, 'session.signOut', null)).toEqual({
    ok: false,
    error: { code: 'untrusted-sender' },
  });
  expect(called).not.toHaveBeenCalled();
});

test.each([[undefined], [null], [42], ['toString'], ['__proto__'], ['session.signOut '], [{}]])(
  'channel %j does not exist',
  async (channel) => {
    const answer = await setUp().handle(sender, channel, null);
    expect(answer).toMatchObject({ ok: false, error: { code: 'bad-input', field: 'channel' } });
  },
);

test('random input on every channel is answered with a code or accepted by the schema, never thrown', async () => {
  const { handle, called } = setUp();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...(Object.keys(contract) as Channel[])),
      fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }),
      async (channel, input) => {
        called.mockClear();
        const answer = await handle(sender, channel, input);
        const accepted = contract[channel].input.safeParse(input).success;
        expect(called).toHaveBeenCalledTimes(accepted ? 1 : 0);
        if (!accepted) expect(answer).toMatchObject({ ok: false, error: { code: 'bad-input' } });
      },
    ),
    { numRuns: 1_000 },
  );
});

test('an input too heavy to be meant is refused without being read', async () => {
  const answer = await setUp().handle(sender, 'clipboard.copy', { text: 'x'.repeat(13_000_000) });
  expect(answer).toMatchObject({ ok: false, error: { code: 'bad-input', field: 'size' } });
});

test('what a call throws reaches the page as data, the unexpected without its words', async () => {
  const known = setUp({ 'session.signOut': () => Promise.reject(new AppError({ code: 'signed-out' })) });
  expect(await known.handle(sender, 'session.signOut', null)).toEqual({
    ok: false,
    error: { code: 'signed-out' },
  });
  expect(known.unexpected).not.toHaveBeenCalled();

  const broken = setUp({ 'session.signOut': () => Promise.reject(new Error('at /home/someone: secret')) });
  expect(await broken.handle(sender, 'session.signOut', null)).toEqual({
    ok: false,
    error: { code: 'internal' },
  });
  expect(broken.unexpected).toHaveBeenCalledOnce();
});

test('an output that breaks the contract does not reach the page', async () => {
  const state = { status: 'signed-out', server: 'https://x', token: 'eyJ' } as const;
  const extra = setUp({ 'session.get': () => state });
  expect(await extra.handle(sender, 'session.get', null)).toEqual({
    ok: true,
    value: { status: 'signed-out', server: 'https://x' },
  });
  const wrong = setUp({ 'session.get': () => ({ status: 'nonsense' }) as never });
  expect(await wrong.handle(sender, 'session.get', null)).toEqual({ ok: false, error: { code: 'internal' } });
});

test('calls that pile up are refused, and the channel answers again when they have ended', async () => {
  const waiting: (() => void)[] = [];
  const { handle } = setUp({
    'session.signOut': () =>
      new Promise((resolve) => waiting.push(() => resolve({ status: 'signed-out', server: '' }))),
  });
  const all = Array.from({ length: 100 }, () => handle(sender, 'session.signOut', null));
  const refused = await Promise.all(all.slice(64));
  expect(refused.every((answer) => !answer.ok && answer.error.code === 'flooded')).toBe(true);
  waiting.forEach((end) => end());
  expect((await Promise.all(all.slice(0, 64))).every((answer) => answer.ok)).toBe(true);
  const after = handle(sender, 'session.signOut', null);
  waiting.at(-1)?.();
  expect((await after).ok).toBe(true);
});
