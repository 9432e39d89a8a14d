import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { accountIdOf } from './token-holder.ts';
import {
  accountIn,
  codeOf,
  failure,
  four,
  headers,
  machine,
  mine,
  others,
  seconds,
  server,
} from './machine-for-tests.ts';
import type { SessionOptions } from './session-contract.ts';
import { tokenWith } from './token-for-tests.ts';
import { readToken } from './token.ts';

const otherServer = 'https://other.example';
const idOf = (origin: string, token: string): string => accountIdOf(origin, readToken(token).claims);
const mineId = idOf(server, mine());
const othersId = idOf(server, others);

/** Two people of one server, and the first of them on another; the last is open. */
async function three(computer = machine()) {
  const { session, told, lists } = computer.started();
  await session.signIn({ server, token: mine() });
  await session.signIn({ server, token: others });
  await session.signIn({ server: otherServer, token: mine() });
  return { ...computer, session, told, lists };
}

/** A server that answers a sign-in when told to. */
function waiting() {
  const answers: (() => void)[] = [];
  const verify: SessionOptions['verify'] = () =>
    new Promise((resolve) => answers.push(() => resolve({ user: null, organization: null })));
  /** Answers the sign-in that came at this place, once it has come. */
  const answer = async (at: number): Promise<void> => {
    await expect.poll(() => answers.length).toBeGreaterThan(at);
    answers[at]?.();
  };
  return { answer, verify };
}

test('accounts stand side by side in the order in which they were added, the newest open', async () => {
  const { session, lists } = await three();
  expect(session.accounts().map(({ server: at, isOpen }) => [at, isOpen])).toEqual([
    [server, false],
    [server, false],
    [otherServer, true],
  ]);
  expect(new Set(session.accounts().map(({ id }) => id)).size).toBe(3);
  expect(lists.at(-1)).toEqual(session.accounts());
});

test('opening one asks nobody, and its own token is there', async () => {
  const verify = vi.fn<SessionOptions['verify']>(() => Promise.resolve({ user: null, organization: null }));
  const { session, told } = machine().started(verify);
  await session.signIn({ server, token: mine() });
  await session.signIn({ server, token: others });
  verify.mockClear();
  const state = session.openAccount(mineId);
  expect(state).toMatchObject({ status: 'signed-in', account: { id: mineId } });
  expect(told.at(-1)).toEqual(state);
  expect(session.credentials().authorization()).toBe(`Token token="${mine()}"`);
  expect(session.credentialsOf(othersId).authorization()).toBe(`Token token="${others}"`);
  expect(verify).not.toHaveBeenCalled();
});

test('the same user again is the same account, with what the user called it', async () => {
  const { session } = await three();
  session.describe(mineId, '  Studio  ', 'violet');
  await session.signIn({ server, token: mine({ exp: seconds + 2 * four }) });
  expect(session.accounts()).toHaveLength(3);
  expect(session.accounts()[0]).toMatchObject({ id: mineId, label: 'Studio', color: 'violet', isOpen: true });
  expect(accountIn(session.state()).expiresAt).toBe(seconds + 2 * four);
});

test('an account that is not there cannot be opened nor described, and has no credentials', async () => {
  const { session } = await three();
  const before = session.accounts();
  expect(codeOf(() => session.openAccount('nobody'))).toBe('unknown-account');
  expect(codeOf(() => session.describe('nobody', null, 'red'))).toBe('unknown-account');
  expect(codeOf(() => session.credentialsOf('nobody'))).toBe('signed-out');
  session.rememberAlbum('nobody', 'album-1');
  session.setUser('nobody', { id: null, name: 'X', email: null });
  expect(session.accounts()).toEqual(before);
});

test('what is said, remembered or renewed of one account changes no other', async () => {
  const { session } = await three();
  const credentials = session.credentialsOf(mineId);
  const open = session.state();
  session.rememberAlbum(mineId, 'album-7');
  session.setUser(mineId, { id: null, name: 'Zoé', email: null });
  credentials.observe(200, headers({ 'x-token': mine({ exp: seconds + 2 * four }) }));
  expect(session.state()).toEqual(open);
  expect(session.credentials().authorization()).toBe(`Token token="${mine()}"`);
  session.openAccount(mineId);
  expect(accountIn(session.state())).toMatchObject({
    lastAlbumId: 'album-7',
    user: { name: 'Zoé' },
    expiresAt: seconds + 2 * four,
  });
});

test('a renewed token is never taken from one account into another, also of the same user elsewhere', async () => {
  const { session, refusals } = await three();
  const later = mine({ exp: seconds + 9 * four });
  session.credentialsOf(othersId).observe(200, headers({ 'x-token': later }));
  expect(session.credentialsOf(othersId).authorization()).toBe(`Token token="${others}"`);
  expect(refusals).toEqual(['other-user']);
});

test('one that has expired is listed so, whichever is open, and keeps its place', async () => {
  const { session, time, lists } = await three();
  session.credentialsOf(mineId).observe(200, headers({ 'x-token': mine({ exp: seconds + 2 * four }) }));
  time.now += four * 1000;
  session.judge();
  expect(lists.at(-1)?.map(({ expired }) => expired)).toEqual([false, true, true]);
  expect(session.state().status).toBe('expired');
  expect(session.openAccount(mineId).status).toBe('signed-in');
});

test('what waits until an account is opened is said of it, and never of the open one', async () => {
  const { session, atRest, lists } = await three();
  const work = { albums: 3, images: 12 };
  atRest.set(mineId, work);
  atRest.set(othersId, work);
  const open = session.accounts().find(({ isOpen }) => isOpen)?.id;
  const other = open === mineId ? othersId : mineId;
  session.judge();
  const said = (accountId: string | undefined) => lists.at(-1)?.find(({ id }) => id === accountId);
  expect(said(other)).toMatchObject({ atRest: work });
  session.openAccount(other);
  expect(said(other)).not.toHaveProperty('atRest');
  atRest.clear();
  session.judge();
  expect(lists.at(-1)?.filter((account) => 'atRest' in account)).toEqual([]);
});

test('all are there at the next start, with their tokens, names and colours, and the one that was open', async () => {
  const computer = await three();
  computer.session.describe(othersId, 'Kunde', 'green');
  computer.session.rememberAlbum(mineId, 'album-7');
  computer.session.openAccount(othersId);
  await computer.session.stored();
  const before = computer.session.accounts();
  const { session } = computer.started(() => Promise.reject(new Error('no call is made')));
  expect(await session.start()).toMatchObject({ status: 'signed-in', account: { id: othersId } });
  expect(session.accounts()).toEqual(before);
  expect(session.credentials().authorization()).toBe(`Token token="${others}"`);
  expect(session.openAccount(mineId)).toMatchObject({ account: { lastAlbumId: 'album-7' } });
  expect(session.credentials().authorization()).toBe(`Token token="${mine()}"`);
});

test('row 54: where tokens cannot be kept, all accounts are there at the next start, expired', async () => {
  const computer = machine();
  computer.failing.protects = false;
  await three(computer);
  const { session } = computer.started();
  expect((await session.start()).status).toBe('expired');
  expect(session.accounts().map(({ expired }) => expired)).toEqual([true, true, true]);
  session.openAccount(mineId);
  expect((await session.renew(mine())).status).toBe('signed-in');
  expect(session.accounts().map(({ expired }) => expired)).toEqual([false, true, true]);
});

test('a token of another account in the vault is not taken', async () => {
  const computer = await three();
  await computer.session.stored();
  computer.disk.tokens[mineId] = others;
  const { session } = computer.started();
  await session.start();
  expect(codeOf(() => session.credentialsOf(mineId))).toBe('session-expired');
});

test('signing out removes the open account and nothing of the others, and opens one that is signed in', async () => {
  const { session, disk, keptOnly, told, time } = await three();
  session
    .credentialsOf(othersId)
    .observe(200, headers({ 'x-token': tokenWith({ user_id: 'u-2', exp: seconds + 2 * four }) }));
  const before = session.credentials();
  time.now += four * 1000;
  const state = await session.signOut();
  expect(state).toMatchObject({ status: 'signed-in', account: { id: othersId } });
  expect(told.at(-1)).toEqual(state);
  expect(keptOnly.at(-1)).toEqual([mineId, othersId]);
  expect(Object.keys(disk.tokens)).toEqual([mineId, othersId]);
  expect(disk.accounts).not.toContain(otherServer);
  expect(codeOf(() => before.authorization())).toBe('signed-out');
  await session.signOut();
  expect((await session.signOut()).status).toBe('signed-out');
  expect(session.accounts()).toEqual([]);
  expect(keptOnly.at(-1)).toEqual([]);
  expect(disk).toEqual({ tokens: {}, accounts: null });
});

test('an account that comes back while the sign-out still removes it keeps nothing of before, and its token', async () => {
  const { session, keptOnly, disk } = await three();
  session.openAccount(mineId);
  const out = session.signOut();
  await session.signIn({ server, token: mine() });
  await out;
  await session.stored();
  expect(keptOnly).toContainEqual([othersId, idOf(otherServer, mine())]);
  expect(disk.tokens[mineId]).toBe(mine());
  expect(accountIn(session.state()).id).toBe(mineId);
});

test('a sign-in on its way is given up where an account is opened meanwhile, also the one that is open', async () => {
  const { answer, verify } = waiting();
  const computer = machine();
  const { session } = computer.started(verify);
  const first = session.signIn({ server, token: mine() });
  await answer(0);
  await first;
  const second = session.signIn({ server, token: others });
  session.openAccount(mineId);
  await answer(1);
  expect(await failure(second)).toEqual({ code: 'cancelled' });
  expect(session.accounts()).toHaveLength(1);
  expect(computer.kept()).toEqual([mine()]);
});

test('a renewal reaches its own account, where another is opened meanwhile', async () => {
  const { answer, verify } = waiting();
  const { session } = machine().started(verify);
  for (const [at, token] of [mine(), others].entries()) {
    const signedIn = session.signIn({ server, token });
    await answer(at);
    await signedIn;
  }
  const later = tokenWith({ user_id: 'u-2', exp: seconds + 2 * four });
  const renewed = session.renew(later);
  session.openAccount(mineId);
  await answer(2);
  expect(await renewed).toMatchObject({ account: { id: mineId, expiresAt: seconds + four } });
  expect(session.credentials().authorization()).toBe(`Token token="${mine()}"`);
  expect(session.credentialsOf(othersId).authorization()).toBe(`Token token="${later}"`);
});

test('a renewal of an account that was signed out meanwhile brings it not back', async () => {
  const { answer, verify } = waiting();
  const computer = machine();
  const { session } = computer.started(verify);
  const first = session.signIn({ server, token: mine() });
  await answer(0);
  await first;
  const renewed = session.renew(mine({ exp: seconds + 2 * four }));
  await session.signOut();
  await answer(1);
  expect(await failure(renewed)).toEqual({ code: 'cancelled' });
  expect(session.state().status).toBe('signed-out');
  expect(computer.disk).toEqual({ tokens: {}, accounts: null });
});

test('the demo is an account like others, and never asks for a token', async () => {
  const computer = machine();
  const { session } = computer.started();
  await session.signIn({ server, token: mine() });
  const demo = accountIn(await session.tryDemo());
  session.openAccount(mineId);
  computer.time.now += 3 * four * 1000;
  session.judge();
  expect(session.accounts().map(({ expired }) => expired)).toEqual([true, true]);
  expect(session.openAccount(demo.id)).toMatchObject({ status: 'signed-in', account: { demo: true } });
  expect(computer.kept()).toEqual([mine()]);
  const { session: next } = computer.started();
  expect(await next.start()).toMatchObject({ status: 'signed-in', account: { demo: true } });
  expect(next.accounts()).toHaveLength(2);
});

test('new accounts have different colours; red is of production, until the user chooses', async () => {
  const sandboxes = new Set(['https://sandbox.example']);
  const { session } = machine().started(({ origin }) =>
    Promise.resolve({ user: null, organization: { name: null, sandbox: sandboxes.has(origin) } }),
  );
  for (const origin of ['https://sandbox.example', server, otherServer])
    await session.signIn({ server: origin, token: mine() });
  await session.tryDemo();
  expect(session.accounts().map(({ color, sandbox }) => [color, sandbox])).toEqual([
    ['blue', true],
    ['red', false],
    ['orange', false],
    ['green', false],
  ]);
  const [first] = session.describe(idOf(otherServer, mine()), null, 'grey');
  expect(first?.color).toBe('blue');
  expect(session.accounts()[2]).toMatchObject({ color: 'grey', label: null });
});

test('the tokens of accounts that are not open live on, and their lives are told', async () => {
  const { session } = await three();
  expect(session.lives()).toMatchObject([
    { accountId: mineId, expiresAt: seconds + four, left: four * 1000 },
    { accountId: othersId, left: four * 1000 },
    { left: four * 1000 },
  ]);
});

/** What users do, and as which of four people. */
const deeds = fc.array(
  fc.record({
    does: fc.constantFrom('sign-in', 'open', 'renew', 'describe', 'album', 'sign-out', 'restart'),
    who: fc.integer({ min: 0, max: 3 }),
  }),
  { maxLength: 30 },
);

test('whatever is done in whichever order, each account keeps its own token, album and name, over restarts too', async () => {
  await fc.assert(
    fc.asyncProperty(deeds, async (all) => {
      const computer = machine();
      let { session } = computer.started();
      await session.start();
      const model = new Map<string, { token: string; label: string | null; album: string | null }>();
      let open: string | null = null;
      let serial = 0;
      const tokenOf = (who: number): string =>
        tokenWith({ user_id: `u-${who}`, exp: seconds + four + (serial += 1) });
      for (const deed of all) {
        if (deed.does === 'restart') {
          await session.stored();
          ({ session } = computer.started());
          await session.start();
        } else if (deed.does === 'sign-out') {
          await session.signOut();
          if (open !== null) model.delete(open);
          open = [...model.keys()][0] ?? null;
        } else {
          const token = tokenOf(deed.who);
          const id = idOf(server, token);
          const known = model.get(id);
          if (deed.does === 'sign-in') {
            await session.signIn({ server, token });
            model.set(id, { label: null, album: null, ...known, token });
            open = id;
          } else if (deed.does === 'renew') {
            const answer = await failure(session.renew(token));
            expect(answer === 'fine').toBe(open === id);
            if (known !== undefined && open === id) model.set(id, { ...known, token });
          } else if (known === undefined) {
            expect(codeOf(() => session.openAccount(id))).toBe('unknown-account');
          } else if (deed.does === 'open') {
            session.openAccount(id);
            open = id;
          } else if (deed.does === 'describe') {
            session.describe(id, `name ${serial}`, 'grey');
            model.set(id, { ...known, label: `name ${serial}` });
          } else {
            session.rememberAlbum(id, `album-${serial}`);
            model.set(id, { ...known, album: `album-${serial}` });
          }
        }
        const state = session.state();
        expect(state.status === 'signed-out' ? null : state.account.id).toBe(open);
        expect(session.accounts().map(({ id, label }) => [id, label])).toEqual(
          [...model].map(([id, { label }]) => [id, label]),
        );
        for (const [id, { token }] of model)
          expect(session.credentialsOf(id).authorization()).toBe(`Token token="${token}"`);
        if (open !== null) expect(accountIn(state).lastAlbumId).toBe(model.get(open)?.album ?? null);
      }
      await session.stored();
      expect(computer.disk.tokens).toEqual(
        Object.fromEntries([...model].map(([id, { token }]) => [id, token])),
      );
    }),
    { numRuns: 60 },
  );
});
