import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokenFacts, type TokenFacts } from '#shared/models/token.ts';
import { machine, mine } from './machine-for-tests.ts';
import { tokenWith } from './token-for-tests.ts';
import { lensOfText } from './token-lens.ts';

const now = Date.UTC(2026, 0, 2, 12);
const seconds = now / 1000;
const hour = 3600;
const clock = { now: () => now, isSet: () => true, skew: () => 180_000 };
const server = 'https://api.sharinpix.com';
const read = (text: string): TokenFacts => lensOfText(text, clock, server);
const facts = (claims: object): TokenFacts => read(tokenWith(claims));

const listing = { Access: { image_list: true, image_upload: true, odd: false }, Sharings: { home: 'Home' } };
const good = {
  user_id: 'u-1',
  iat: seconds - hour,
  exp: seconds + 3 * hour,
  abilities: { 'album-1': listing, 'album-2': {} },
};

test('a token says who, from when until when, what it allows, of what kind it is, and by which clock', () => {
  expect(facts({ ...good, q: 'x', download: true })).toEqual({
    kind: 'album',
    problems: [],
    userId: 'u-1',
    issuer: null,
    admin: false,
    download: true,
    issuedAt: seconds - hour,
    expiresAt: seconds + 3 * hour,
    lifeLeftMs: 3 * hour * 1000,
    clockSkewMs: 180_000,
    bytes: tokenWith({ ...good, q: 'x', download: true }).length,
    otherClaims: ['q'],
    abilities: [
      {
        albumId: 'album-1',
        access: ['image_list', 'image_upload'],
        sharings: [{ name: 'home', labels: { '': 'Home' } }],
      },
      { albumId: 'album-2', access: [], sharings: [] },
    ],
    algorithm: 'HS256',
  });
});

test.each([
  [good, 'album'],
  [{ ...good, admin: true }, 'admin'],
  [{ user_id: 'u-1' }, 'user'],
  [{ user_id: 7 }, 'user'],
  [{ iss: 'org-1', abilities: {} }, 'user'],
  [{ exp: 1 }, 'unknown'],
])('%o is of the kind %s', (claims, kind) => {
  expect(facts(claims).kind).toBe(kind);
});

const lasting = { user_id: 'u-1', exp: seconds + hour };
test.each<[string, object, string[]]>([
  ['a fine one', lasting, []],
  ['past its end', { ...lasting, exp: seconds - 1 }, ['expired']],
  ['at its end', { ...lasting, exp: seconds }, ['expired']],
  ['without an end', { user_id: 'u-1' }, ['never-expires']],
  ['not yet begun', { ...lasting, nbf: seconds + hour }, ['not-yet-valid']],
  ['made in the future', { ...lasting, iat: seconds + hour }, ['not-yet-valid']],
  ['made a moment ago by a clock that is a little ahead', { ...lasting, iat: seconds + 30 }, []],
  ['of nobody', { exp: seconds + hour }, ['names-nobody']],
  ['of nobody, without an end', {}, ['names-nobody', 'never-expires']],
  ['of another service', { ...lasting, iss: 'https://login.salesforce.com' }, ['other-server']],
  ['for another service', { ...lasting, aud: ['https://api.example/x', 'y'] }, ['other-server']],
  ['of the service itself', { ...lasting, iss: 'https://app.sharinpix.com/', aud: server }, []],
  [
    'of a service that only looks like it',
    { ...lasting, iss: 'https://evilsharinpix.com' },
    ['other-server'],
  ],
  ['whose issuer is a name', { ...lasting, iss: 'org-1' }, []],
  [
    'that lists nothing',
    { ...lasting, abilities: { a: { Access: { image_list: false } } } },
    ['not-allowed-to-list'],
  ],
  ['that lists something', { ...lasting, abilities: { a: {}, b: listing } }, []],
  ['an administrator’s that lists nothing', { ...lasting, admin: true, abilities: { a: {} } }, []],
  ['with an odd end', { user_id: 'u-1', exp: 'tomorrow' }, ['unreadable-claims', 'unreadable-end']],
  ['with an end past all dates', { user_id: 'u-1', exp: 1e30 }, ['unreadable-claims', 'unreadable-end']],
  ['in milliseconds', { user_id: 'u-1', iat: now, exp: now + 1 }, ['in-milliseconds']],
  [
    'that ends before it was made',
    { ...lasting, iat: seconds - 9, exp: seconds - 99 },
    ['expired', 'ends-before-it-begins'],
  ],
  ['with odd rights', { ...lasting, abilities: 7 }, ['unreadable-claims']],
  [
    'with odd rights of one album',
    { ...lasting, abilities: { a: 7 } },
    ['unreadable-claims', 'not-allowed-to-list'],
  ],
  ['with an odd user', { ...lasting, user_id: {} }, ['unreadable-claims', 'names-nobody']],
  ['with null for what it lacks', { ...lasting, iss: null, abilities: null, admin: null }, []],
  [
    'with all that is wrong',
    { exp: 1, iat: seconds + hour, abilities: 7 },
    ['unreadable-claims', 'expired', 'ends-before-it-begins', 'not-yet-valid', 'names-nobody'],
  ],
])('%s: what is wrong, worst first', (_, claims, problems) => {
  expect(facts(claims).problems).toEqual(problems);
});

const token = tokenWith(good);
const [header = '', payload = '', signature = ''] = token.split('.');
test.each([
  ['alone', token],
  ['with blanks around', `\n  ${token}\t`],
  ['in quotes', `“${token}”`],
  ['as a header', `Authorization: Token token="${token}"`],
  [
    'in a command',
    `curl -H 'Authorization: Token token="${token}"' https://api.sharinpix.com/api/v1/albums -v`,
  ],
  ['in an address', `https://app.sharinpix.com/upload?token=${token}&album=a.b.c#top`],
  ['in JSON', `{"version":"1.2.3","token":"${token}"}`],
  ['at a sentence’s end', `Hello, this is my token: ${token}. Thanks!`],
  ['broken over lines', token.replace(/.{60}/g, '$&\r\n  ')],
  ['broken over quoted lines of a mail', `> ${token.replace(/.{60}/g, '$&\n> ')}\n`],
  ['broken softly', token.replace(/.{60}/g, '$&=\r\n')],
  ['broken in a shell', token.replace(/.{60}/g, '$&\\\n')],
  ['after things that look alike', `1.2.3 a.b.c www.sharinpix.com ${token}`],
  ['twice', `${token}\n${token}`],
])('a token pasted %s is found', (_, text) => {
  expect(read(text)).toMatchObject({ kind: 'album', userId: 'u-1', bytes: token.length });
});

test.each([
  ['percent-encoded', encodeURIComponent(`token="${token}"`)],
  ['percent-encoded twice', encodeURIComponent(encodeURIComponent(`?token="${token}"&a=b`))],
])('a token that is %s is found', (_, text) => {
  expect(read(text)).toMatchObject({ userId: 'u-1', problems: [] });
});

test('of two tokens the first is read, and that there were more is said', () => {
  const other = tokenWith({ ...good, user_id: 'u-2' });
  expect(read(`${token} ${other}`)).toMatchObject({ userId: 'u-1', problems: ['several-tokens'] });
  expect(read(`${token} ${token}`).problems).toEqual([]);
});

test('a token that nobody signed is not fine', () => {
  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  for (const text of [`${none}.${payload}.`, `${none}.${payload}.x`, `${header}.${payload}.`])
    expect(read(text)).toMatchObject({ userId: 'u-1', problems: ['unsigned'] });
});

test.each([
  '',
  '   ',
  'hello',
  'a.b.c',
  `${header}.${payload}`,
  '....',
  'https://api.sharinpix.com/api/v1',
  '\0\0',
  'null',
])('%j is no token', (text) => {
  expect(read(text)).toMatchObject({ kind: 'unknown', problems: ['not-a-token'], bytes: 0 });
});

test.each([
  ['cut within its claims', `${header}.${payload.slice(0, -9)}.${signature}`],
  ['of a list', `${header}.${Buffer.from('[1]').toString('base64url')}.x`],
  ['encrypted', `${header}.a.b.c.d`],
])('one that is %s is a token that cannot be read', (_, text) => {
  expect(read(text)).toMatchObject({ kind: 'unknown', problems: ['unreadable-claims'], bytes: text.length });
});

test.each([
  'sharinpix://id:CANARY@api.sharinpix.com',
  'SharinPix://id:CANARY@host',
  `Authorization: Token token="sharinpix://id:CANARY@host"`,
  `${token} and sharinpix://id:CANARY@host`,
])('the secret URL in %j is refused, and nothing else is read', (text) => {
  const answer = read(text);
  expect(answer).toMatchObject({ problems: ['secret-url'], userId: null, abilities: [], bytes: 0 });
  expect(JSON.stringify(answer)).not.toContain('CANARY');
});

test('no part of a token comes back, whatever is pasted, and the answer always fits the contract', () => {
  const part = fc.base64String({ minLength: 24, maxLength: 60 }).map((text) => text.replace(/[+/=]/g, 'x'));
  const pasted = fc.oneof(
    fc.tuple(part, part, part).map((parts) => parts.join('.')),
    fc
      .tuple(fc.jsonValue(), part)
      .map(
        ([claims, end]) => `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${end}`,
      ),
    fc.string(),
  );
  fc.assert(
    fc.property(pasted, (text) => {
      const answer = tokenFacts.parse(read(text));
      for (const each of text.split('.').filter((one) => one.length >= 24))
        expect(JSON.stringify(answer)).not.toContain(each);
    }),
  );
});

test('a megabyte of anything is read in a moment: its time grows with its length, not faster', () => {
  const long = 1_000_000;
  for (const text of ['a', '.', 'a.', 'eyJ', '\n', '=\n', 'a.b.c ', 'eyJ.b.c ', '"', 'sharinpix']) {
    const answer = read(text.repeat(long / text.length));
    expect(answer.problems).not.toEqual([]);
  }
});

test('hostile names are names (attacks A20), and hundreds of claims are cut short', () => {
  const names = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`${i}${'x'.repeat(500)}`, 1]));
  const { otherClaims } = tokenFacts.parse(facts({ ...lasting, ...names }));
  expect(otherClaims).toHaveLength(50);
  expect(otherClaims.every((name) => name.length <= 60)).toBe(true);
  const proto = `${header}.${Buffer.from('{"__proto__":{"admin":true},"exp":1}').toString('base64url')}.x`;
  expect(read(proto)).toMatchObject({ admin: false, kind: 'unknown' });
});

test('before the server has told its time, this computer’s clock counts, and that is said', () => {
  const local = { now: () => now, isSet: () => false, skew: () => 0 };
  expect(lensOfText(token, local, null)).toMatchObject({ clockSkewMs: null, lifeLeftMs: 3 * hour * 1000 });
});

test('the open account’s own token is read without asking anybody, also once it could not be kept', async () => {
  const computer = machine();
  computer.failing.protects = false;
  const { session } = computer.started();
  expect(session.inspectToken(null).problems).toEqual(['not-a-token']);
  const own = mine({ abilities: { 'album-1': listing } });
  await session.signIn({ server, token: own });
  expect(session.inspectToken(null)).toMatchObject({ kind: 'album', bytes: own.length, algorithm: 'HS256' });
  expect(session.inspectToken('hello').problems).toEqual(['not-a-token']);
  const { session: next } = computer.started();
  await next.start();
  expect(next.inspectToken(null)).toMatchObject({
    kind: 'album',
    bytes: 0,
    algorithm: null,
    problems: [],
    abilities: [{ albumId: 'album-1' }],
  });
});
