import { AppError, type AppErrorData } from '#shared/errors.ts';
import { inspect } from 'node:util';
import { expect, test, vi } from 'vitest';
import {
  accountIn,
  codeOf,
  failure,
  four,
  headers,
  machine,
  mine,
  noon,
  others,
  seconds,
  server,
} from './machine-for-tests.ts';
import type { SessionOptions } from './session-contract.ts';
import { tokenWith } from './token-for-tests.ts';

test('signing in gives an account with what the token and the server say, and credentials', async () => {
  const asked: [string, boolean][] = [];
  const { session, told } = machine().started((credentials, namesAlbums) => {
    asked.push([credentials.authorization(), namesAlbums]);
    return Promise.resolve({
      user: { id: 'public-1', name: 'Zoé', email: null },
      organization: { name: 'Studio Zoé', sandbox: true },
    });
  });
  expect(session.state()).toEqual({ status: 'signed-out', server: 'https://api.sharinpix.com' });
  const token = mine({ download: true, abilities: { 'album-1': { Access: { image_list: true } } } });
  const state = await session.signIn({ server: 'api.example/api/v1', token: ` "${token}" ` });
  expect(state).toMatchObject({
    status: 'signed-in',
    account: {
      server,
      demo: false,
      user: { id: 'public-1', name: 'Zoé' },
      organization: 'Studio Zoé',
      abilities: [{ albumId: 'album-1', access: ['image_list'] }],
      download: true,
      expiresAt: seconds + four,
      tokenKeeping: 'encrypted',
    },
  });
  expect(asked).toEqual([[`Token token="${token}"`, true]]);
  expect(session.credentials()).toMatchObject({ origin: server, accountId: accountIn(state).id });
  expect(told.at(-1)).toEqual(state);
});

test('nothing that leaves the session holds the token but the one header (attacks A15, A16)', async () => {
  const { session, told } = machine().started();
  const token = mine();
  await session.signIn({ server, token });
  const out = inspect([session, session.state(), session.credentials(), told], {
    depth: 10,
    showHidden: true,
  });
  expect(out).not.toContain(token.split('.')[1]);
});

const refusals: [string, { server: string; token: string }, AppErrorData][] = [
  ['no token', { server, token: 'hello' }, { code: 'not-a-token' }],
  ['a secret URL as token', { server, token: 'sharinpix://a:b@c' }, { code: 'secret-url' }],
  ['a secret URL as server', { server: 'sharinpix://a:b@c', token: mine() }, { code: 'secret-url' }],
  [
    'http far away',
    { server: 'http://far.example', token: mine() },
    { code: 'https-needed', host: 'far.example' },
  ],
  ['no server', { server: '::', token: mine() }, { code: 'bad-server-address' }],
  [
    'an expired token',
    { server, token: mine({ exp: seconds - 1 }) },
    { code: 'expired-token', expiredAt: seconds - 1 },
  ],
];
test.each(refusals)(
  '%s is refused before the token is sent, and nothing is stored',
  async (_, typed, error) => {
    const { disk, started } = machine();
    let calls = 0;
    const { session, told } = started(() => {
      calls += 1;
      return Promise.resolve({ user: null, organization: null });
    });
    expect(await failure(session.signIn(typed))).toEqual(error);
    expect([calls, disk, told]).toEqual([0, { tokens: {}, accounts: null }, []]);
  },
);

test('where the first calls decide against it, nothing is stored and the account before stays', async () => {
  const { disk, started } = machine();
  const offline = new AppError({ code: 'not-reached', host: 'api.example', reason: 'dns' });
  const { session } = started(() => Promise.reject(offline));
  expect(await failure(session.signIn({ server, token: mine() }))).toEqual(offline.data);
  expect(disk).toEqual({ tokens: {}, accounts: null });
  expect(session.state().status).toBe('signed-out');
  expect(codeOf(() => session.credentials())).toBe('signed-out');
});

test('a token that turns out expired by the server’s clock is said to be expired', async () => {
  const { session } = machine().started((credentials) => {
    credentials.observe(401, headers({ date: new Date(noon + 5 * 3_600_000).toUTCString() }));
    expect(credentials.hasExpired()).toBe(true);
    return Promise.reject(new AppError({ code: 'session-expired' }));
  });
  const error = { code: 'expired-token', expiredAt: seconds + four };
  expect(await failure(session.signIn({ server, token: mine() }))).toEqual(error);
});

test('the account is named by server and user: 16 letters of a hash, the same each time', async () => {
  const idOf = async (origin: string, token: string): Promise<string> =>
    accountIn(await machine().started().session.signIn({ server: origin, token })).id;
  const id = await idOf(server, mine());
  expect(id).toMatch(/^[0-9a-f]{16}$/);
  expect(await idOf(server, mine({ iat: 5, abilities: { x: {} } }))).toBe(id);
  expect(await idOf(server, others)).not.toBe(id);
  expect(await idOf('https://other.example', mine())).not.toBe(id);
  expect(await idOf(server, tokenWith({ iss: 'u-1' }))).toBe(id);
});

test('row 29: X-token renews: of eight answers in any order the newest is shown and kept, and from 2xx only', async () => {
  const { disk, kept, started } = machine();
  const { session, told } = started();
  await session.signIn({ server, token: mine() });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const credentials = session.credentials();
  const later = (plus: number): string => mine({ exp: seconds + four + plus });
  for (const plus of [30, 10, 80, 20, 70, 40, 60, 50])
    credentials.observe(200, headers({ 'x-token': later(plus) }));
  for (const status of [302, 401, 404, 500]) credentials.observe(status, headers({ 'x-token': later(999) }));
  expect(credentials.authorization()).toBe(`Token token="${later(80)}"`);
  expect(session.state().status).toBe('signed-in');
  expect(accountIn(session.state()).expiresAt).toBe(seconds + four + 80);
  expect(told.map((state) => accountIn(state).expiresAt).slice(-2)).toEqual([
    seconds + four + 30,
    seconds + four + 80,
  ]);
  // Kept once for all of them, a little later: not with every answer.
  expect(kept()).toEqual([mine()]);
  vi.runAllTimers();
  vi.useRealTimers();
  await expect.poll(kept).toEqual([later(80)]);
  await expect.poll(() => disk.accounts).toContain(String(seconds + four + 80));
});

test.each([
  ['another user’s', tokenWith({ user_id: 'u-2', exp: seconds + 99_999 }), 'other-user'],
  ['garbage', 'a.b.c', 'unreadable'],
  ['an older one', mine({ exp: seconds + four - 1 }), 'older'],
])(
  'row 30: an X-token that is %s is ignored, the old one kept, and a warning given once an hour',
  async (_, offered, why) => {
    const { time, refusals, started } = machine();
    const { session, told } = started();
    await session.signIn({ server, token: mine() });
    const before = told.length;
    const credentials = session.credentials();
    for (let i = 0; i < 9; i += 1) credentials.observe(200, headers({ 'x-token': offered }));
    expect(session.credentials().authorization()).toBe(`Token token="${mine()}"`);
    expect(told).toHaveLength(before);
    expect(refusals).toEqual([why]);
    time.now += 3_600_000;
    credentials.observe(200, headers({ 'x-token': offered }));
    expect(refusals).toEqual([why, why]);
  },
);

test('row 30: no warning is given of an answer that renews, keeps or says no token, nor of a refused call', async () => {
  const { refusals, started } = machine();
  const { session } = started();
  await session.signIn({ server, token: mine() });
  const credentials = session.credentials();
  credentials.observe(200, headers({}));
  credentials.observe(200, headers({ 'x-token': mine() }));
  credentials.observe(200, headers({ 'x-token': mine({ exp: seconds + 2 * four }) }));
  credentials.observe(401, headers({ 'x-token': 'a.b.c' }));
  expect(refusals).toEqual([]);
});

test('credentials of a session that ended give no header and renew nothing', async () => {
  const { disk, started } = machine();
  const { session } = started();
  await session.signIn({ server, token: mine() });
  const before = session.credentials();
  expect((await session.signOut()).status).toBe('signed-out');
  expect(codeOf(() => before.authorization())).toBe('signed-out');
  before.observe(200, headers({ 'x-token': mine({ exp: seconds + 99_999 }) }));
  expect(disk).toEqual({ tokens: {}, accounts: null });
  await session.signIn({ server, token: others });
  before.observe(200, headers({ 'x-token': mine({ exp: seconds + 99_999 }) }));
  expect(session.credentials().authorization()).toBe(`Token token="${others}"`);
});

test('what cannot be removed is said at signing out, which happens all the same', async () => {
  const { failing, started } = machine();
  const { session } = started();
  await session.signIn({ server, token: mine() });
  failing.removal = true;
  expect(await failure(session.signOut())).toEqual({ code: 'storage-failed', detail: 'unwritable' });
  expect(session.state().status).toBe('signed-out');
});

test('a 401 signs nobody out', async () => {
  const { session } = machine().started();
  await session.signIn({ server, token: mine() });
  const credentials = session.credentials();
  for (let i = 0; i < 50; i += 1) credentials.observe(401, headers({ 'x-message': 'Access denied' }));
  expect(session.state().status).toBe('signed-in');
  expect(credentials.hasExpired()).toBe(false);
});

test('past `exp` the session is expired, keeps its account, and a new token of the same user takes it up', async () => {
  const { time, started } = machine();
  const { session, told } = started();
  await session.signIn({ server, token: mine() });
  const known = accountIn(session.state()).id;
  session.rememberAlbum(known, 'album-7');
  session.rememberAlbum('another', 'album-8');
  session.setUser(known, { id: null, name: 'Zoé', email: null });
  session.setUser('another', { id: 'b-2', name: 'Bob', email: null });
  const { id } = accountIn(session.state());
  time.now += four * 1000;
  session.judge();
  expect(told.at(-1)?.status).toBe('expired');
  expect(codeOf(() => session.credentials())).toBe('session-expired');

  expect(await failure(session.renew('nonsense'))).toEqual({ code: 'not-a-token' });
  expect(await failure(session.renew(mine()))).toMatchObject({ code: 'expired-token' });
  const anothers = tokenWith({ user_id: 'u-2', exp: seconds + 2 * four });
  expect(await failure(session.renew(anothers))).toEqual({ code: 'other-user' });
  expect(session.state().status).toBe('expired');

  const state = await session.renew(mine({ exp: seconds + 2 * four }));
  expect(state).toMatchObject({
    status: 'signed-in',
    account: { id, server, lastAlbumId: 'album-7', user: { id: 'u-1', name: 'Zoé' } },
  });
  expect(told.at(-1)).toEqual(state);
});

test('nobody signed in: nothing to renew', async () => {
  expect(await failure(machine().started().session.renew(mine()))).toEqual({ code: 'signed-out' });
});

test('at the next start a kept token is signed in, without a call', async () => {
  const computer = machine();
  await computer.started().session.signIn({ server, token: mine() });
  const { session } = computer.started(() => Promise.reject(new Error('no call is made')));
  const state = await session.start();
  expect(state).toMatchObject({ status: 'signed-in', account: { server, tokenKeeping: 'encrypted' } });
  expect(session.credentials().authorization()).toBe(`Token token="${mine()}"`);
});

test('row 54: at the next start an account without its token is there, expired, and can be renewed', async () => {
  const computer = machine();
  computer.failing.protects = false;
  const first = computer.started().session;
  const { id, tokenKeeping } = accountIn(await first.signIn({ server, token: mine() }));
  expect(tokenKeeping).toBe('memory');
  first.rememberAlbum(id, 'album-7');
  await expect.poll(() => computer.disk.accounts).toContain('album-7');
  const { session } = computer.started();
  expect(await session.start()).toMatchObject({ status: 'expired', account: { lastAlbumId: 'album-7' } });
  expect(session.lives()).toEqual([]);
  expect((await session.renew(mine())).status).toBe('signed-in');
});

test.each([
  ['past its `exp`', mine({ exp: seconds - 1 })],
  ['another user’s', others],
  ['unreadable', 'rubbish'],
])('at the next start a kept token that is %s leaves the account expired', async (_, token) => {
  const computer = machine();
  const { id } = accountIn(await computer.started().session.signIn({ server, token: mine() }));
  computer.disk.tokens[id] = token;
  const { session } = computer.started();
  expect((await session.start()).status).toBe('expired');
  expect(codeOf(() => session.credentials())).toBe('session-expired');
});

test('at the next start without an account nobody is signed in, and no token is left', async () => {
  const computer = machine();
  computer.disk.tokens['0123456789abcdef'] = mine();
  expect(await computer.started().session.start()).toMatchObject({ status: 'signed-out' });
  expect(computer.kept()).toEqual([]);
});

test('the demo is signed in by itself at the next start, and its token is never stored', async () => {
  const computer = machine();
  const first = computer.started().session;
  const { id, demo, tokenKeeping } = accountIn(await first.tryDemo());
  expect([demo, tokenKeeping]).toEqual([true, 'memory']);
  expect(computer.kept()).toEqual([]);
  const { session } = computer.started();
  expect(await session.start()).toMatchObject({ status: 'signed-in', account: { id, demo: true } });
  expect(await session.signOut()).toEqual({ status: 'signed-out', server: 'https://api.sharinpix.com' });
});

test('a full disk costs no session: the token is in memory, and the failure is told (faults.md 6)', async () => {
  const { failing, storageErrors, started } = machine();
  failing.vault = true;
  failing.accounts = true;
  const { session } = started();
  const state = await session.signIn({ server, token: mine() });
  expect(state).toMatchObject({ status: 'signed-in', account: { tokenKeeping: 'memory' } });
  // The token's and the account's.
  expect(storageErrors).toHaveLength(2);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  session.credentials().observe(200, headers({ 'x-token': mine({ exp: seconds + 99_999 }) }));
  vi.runAllTimers();
  vi.useRealTimers();
  await expect.poll(() => storageErrors).toHaveLength(4);
  expect(session.credentials().authorization()).toContain(mine({ exp: seconds + 99_999 }));
});

test('a sign-in that was overtaken by signing out, or by another, changes nothing', async () => {
  const { disk, kept, started } = machine();
  const waiting: (() => void)[] = [];
  const { session } = started(
    () => new Promise((resolve) => waiting.push(() => resolve({ user: null, organization: null }))),
  );
  const first = session.signIn({ server, token: mine() });
  await expect.poll(() => waiting).toHaveLength(1);
  const second = session.signIn({ server, token: others });
  await expect.poll(() => waiting).toHaveLength(2);
  waiting.forEach((go) => go());
  expect(await failure(first)).toEqual({ code: 'cancelled' });
  expect((await second).status).toBe('signed-in');
  expect(kept()).toEqual([others]);

  const third = session.renew(others);
  await expect.poll(() => waiting).toHaveLength(3);
  await session.signOut();
  waiting.at(-1)?.();
  expect(await failure(third)).toEqual({ code: 'cancelled' });
  expect(session.state().status).toBe('signed-out');
  expect(disk).toEqual({ tokens: {}, accounts: null });
});

test('row 31: by a local clock a day behind, a session lives as long as the server says', async () => {
  const { time, started } = machine();
  const { session } = started((credentials) => {
    credentials.observe(200, headers({ date: new Date(noon).toUTCString() }));
    return Promise.resolve({ user: null, organization: null });
  });
  time.now = noon - 86_400_000;
  await session.signIn({ server, token: mine() });
  expect(session.lives()).toMatchObject([{ left: four * 1000 }]);
  time.now = noon - 86_400_000 + four * 1000;
  expect(session.state().status).toBe('expired');
});

const day = 86_400_000;

test('row 31: with a local clock a day ahead, sign-in and Renew ask the server the time and go on', async () => {
  const { time, date, started } = machine();
  time.now = noon + day;
  date.said = noon;
  const { session } = started();
  expect((await session.signIn({ server, token: mine() })).status).toBe('signed-in');
  expect(session.lives()).toMatchObject([{ left: four * 1000 }]);
  time.now += four * 1000;
  expect(session.state().status).toBe('expired');
  expect((await session.renew(mine({ exp: seconds + 2 * four }))).status).toBe('signed-in');
  expect(date.asked).toBe(1);
});

test.each([
  ['a right clock', 0],
  ['one a day ahead', day],
])('row 31: by %s a token that has expired is never sent', async (_, ahead) => {
  const { time, date, started } = machine();
  time.now = noon + ahead;
  date.said = noon;
  const verify = vi.fn<SessionOptions['verify']>();
  const { session } = started(verify);
  const expired = { code: 'expired-token', expiredAt: seconds - 1 };
  expect(await failure(session.signIn({ server, token: mine({ exp: seconds - 1 }) }))).toEqual(expired);
  expect(verify).not.toHaveBeenCalled();
});

test('row 31: where no server says the time, this machine’s clock decides', async () => {
  const { time, date, started } = machine();
  time.now = noon + day;
  const { session } = started();
  expect(await failure(session.signIn({ server, token: mine() }))).toMatchObject({ code: 'expired-token' });
  expect(date.asked).toBe(1);
});

test('row 31: a token that looks good by the local clock goes on without a question', async () => {
  const { time, date, started } = machine();
  time.now = noon - day;
  await started().session.signIn({ server, token: mine() });
  expect(date.asked).toBe(0);
});

/** A computer whose clock was a day ahead when somebody signed in. */
async function aheadAndSignedIn() {
  const computer = machine();
  computer.time.now = noon + day;
  computer.date.said = noon;
  await computer.started().session.signIn({ server, token: mine() });
  computer.date.said = null;
  return computer;
}

test('row 31: at the next start, offline, a clock known to be ahead ends no session', async () => {
  const { started } = await aheadAndSignedIn();
  const { session } = started();
  const state = await session.start();
  expect(state.status).toBe('signed-in');
  expect(session.lives()).toMatchObject([{ left: four * 1000 }]);
  expect(accountIn(state)).not.toHaveProperty('clockSkewMs');
});

test('row 31: a clock put right between two starts ends no session, and the first answer judges it', async () => {
  const { time, started } = await aheadAndSignedIn();
  time.now = noon + four * 1000;
  const { session, told } = started();
  expect((await session.start()).status).toBe('signed-in');
  session.credentials().observe(401, headers({ date: new Date(time.now).toUTCString() }));
  expect(told.at(-1)?.status).toBe('expired');
});

test('row 31: a clock known to be behind and put right since ends no session', async () => {
  const { time, started } = machine();
  time.now = noon - day;
  await started((credentials) => {
    credentials.observe(200, headers({ date: new Date(noon).toUTCString() }));
    return Promise.resolve({ user: null, organization: null });
  }).session.signIn({ server, token: mine() });
  time.now = noon;
  const { session } = started();
  expect((await session.start()).status).toBe('signed-in');
});

test('row 31: a clock set ahead between two starts: expired until the server has told the time', async () => {
  const computer = machine();
  await computer.started().session.signIn({ server, token: mine() });
  computer.time.now = noon + day;
  computer.date.said = noon;
  const { session, told } = computer.started();
  await session.start();
  expect(told[0]?.status).toBe('expired');
  await expect.poll(() => told.at(-1)?.status).toBe('signed-in');
  expect(session.credentials().authorization()).toBe(`Token token="${mine()}"`);
});

test('row 31: a clock set ahead while the app runs is kept for the next start', async () => {
  const { time, disk, started } = machine();
  const { session } = started();
  await session.signIn({ server, token: mine() });
  const answered = headers({ date: new Date(noon).toUTCString() });
  const credentials = session.credentials();
  credentials.observe(200, answered);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  time.now = noon + day;
  credentials.observe(200, answered);
  vi.runAllTimers();
  vi.useRealTimers();
  await expect.poll(() => disk.accounts).toContain(`"clockSkewMs":${-day}`);
  expect((await started().session.start()).status).toBe('signed-in');
});

test('row 32: after five hours asleep, the first 401 tells at once that the session has expired', async () => {
  const { session, told } = machine().started();
  await session.signIn({ server, token: mine() });
  const woken = headers({ date: new Date(noon + 5 * 3_600_000).toUTCString() });
  // What is told to anyone says nothing of the token: a server that accepts one so late would be mistaken for expired.
  const asked = session.credentials();
  asked.observe(200, woken);
  expect(session.state().status).toBe('signed-in');
  asked.observe(401, woken);
  expect(session.state().status).toBe('expired');
  expect(told.at(-1)?.status).toBe('expired');
});

test('what other rooms keep of an account goes with it: at sign-out, and at the start where that was cut short', async () => {
  const { keptOnly, started } = machine();
  const { session } = started();
  await session.start();
  expect(keptOnly).toEqual([[]]);
  const { id } = accountIn(await session.signIn({ server, token: mine() }));
  expect(keptOnly.at(-1)).toEqual([id]);
  await started().session.start();
  expect(keptOnly.at(-1)).toEqual([id]);
  await session.signOut();
  expect(keptOnly.at(-1)).toEqual([]);
});

test('accounts that cannot be read are neither removed nor written over: the session begins without them, and has them back', async () => {
  const { failing, disk, keptOnly, storageErrors, started } = machine();
  await started().session.signIn({ server, token: mine() });
  const { id } = accountIn(await started().session.start());
  const before = disk.accounts;
  keptOnly.length = 0;
  failing.reading = true;
  const { session, lists } = started();
  expect(await session.start()).toMatchObject({ status: 'signed-out' });
  expect(storageErrors.length).toBeGreaterThan(0);
  await session.signIn({ server, token: others });
  expect(keptOnly).toEqual([]);
  expect(disk.accounts).toBe(before);
  expect(Object.keys(disk.tokens)).toContain(id);
  failing.reading = false;
  session.rememberAlbum(accountIn(session.state()).id, 'A');
  await session.stored();
  expect(session.accounts().map((each) => [each.id === id, each.isOpen])).toEqual([
    [false, true],
    [true, false],
  ]);
  expect(lists.at(-1)).toHaveLength(2);
  expect(await started().session.start()).toMatchObject({ account: { lastAlbumId: 'A' } });
});

test('an account that signs out before it could be read does not come back', async () => {
  const { failing, disk, started } = machine();
  await started().session.signIn({ server, token: mine() });
  failing.reading = true;
  const { session } = started();
  await session.start();
  await session.signIn({ server, token: mine() });
  failing.reading = false;
  expect(await session.signOut()).toMatchObject({ status: 'signed-out' });
  expect(session.accounts()).toEqual([]);
  expect(disk.accounts).toBeNull();
});

test('a list of accounts that was put aside may be wanted back: nothing of theirs is removed until a sign-out', async () => {
  const { aside, keptOnly, started } = machine();
  aside.isThere = true;
  const { session } = started();
  await session.start();
  await session.signIn({ server, token: mine() });
  expect(keptOnly).toEqual([]);
  await session.signOut();
  expect(keptOnly).toEqual([[]]);
  expect(aside.isThere).toBe(false);
});

test('every token of this run is known, so that it can be taken out of what is handed on', async () => {
  const { started, time } = machine();
  const { session } = started();
  await session.signIn({ server, token: mine() });
  session.credentials().observe(200, headers({ 'x-token': mine({ exp: seconds + 2 * four }) }));
  await session.signIn({ server, token: others });
  const refused = mine({ user_id: 'u-3' });
  await failure(session.renew(refused));
  const looked = mine({ user_id: 'u-4', exp: 1 });
  session.inspectToken(`curl -H 'Authorization: Token token="${looked}"' https://api.example`);
  await failure(session.renew('opaque-0123456789abcdef-x'));
  session.inspectToken('sharinpix://id-1:secret-2@api.example');
  // Words and ids of images are no tokens: they may stand anywhere.
  session.inspectToken('processing');
  session.inspectToken('0b0e6f3c-2a44-4a8e-9d0c-6d8e8c0a7f11');
  time.now += 9 * four * 1_000;
  await session.signOut();
  expect(new Set(session.knownTokens())).toEqual(
    new Set([
      ...[mine(), mine({ exp: seconds + 2 * four }), others, refused, looked],
      ...['opaque-0123456789abcdef-x', 'id-1:secret-2'],
    ]),
  );
});
