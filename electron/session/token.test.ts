import { errorData } from '#shared/errors.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokenWith } from './token-for-tests.ts';
import { newerOf, readToken } from './token.ts';

const user = 'u-1';
const full = tokenWith({
  user_id: user,
  iss: 'org-1',
  iat: 1_000,
  exp: 15_400,
  admin: true,
  download: true,
  abilities: {
    'album-1': {
      Access: { image_list: true, image_delete: false, odd: 'yes' },
      Sharings: { home: '{"en":"Homepage","fr":"Accueil"}', plain: 'Just words', odd: 7 },
    },
    'album-2': {},
  },
});

const codeOf = (typed: string): string => {
  try {
    readToken(typed);
    return 'read';
  } catch (error) {
    return errorData(error).code;
  }
};

test('claims are read: who, until when, what is allowed on which album, labels in their languages', () => {
  expect(readToken(full)).toEqual({
    text: full,
    claims: {
      userId: user,
      issuer: 'org-1',
      issuedAt: 1_000,
      expiresAt: 15_400,
      admin: true,
      download: true,
      abilities: [
        {
          albumId: 'album-1',
          access: ['image_list'],
          sharings: [
            { name: 'home', labels: { en: 'Homepage', fr: 'Accueil' } },
            { name: 'plain', labels: { '': 'Just words' } },
            { name: 'odd', labels: { '': 'odd' } },
          ],
        },
        { albumId: 'album-2', access: [], sharings: [] },
      ],
    },
  });
});

test.each([
  ['with blanks around', `  ${full}\n`],
  ['in quotes', `"${full}"`],
  ['in curly quotes', `“${full}”`],
  ['as the header’s value', `Token token="${full}"`],
  ['as the whole header', `Authorization: Token token="${full}"`],
  ['as the whole header, quoted, in small letters', `'authorization: token token=${full}'`],
  ['broken over lines', full.replace('.', '.\r\n  ')],
])('a token pasted %s is the same token', (_, typed) => {
  expect(readToken(typed).text).toBe(full);
});

test.each([
  'sharinpix://id:secret@api.sharinpix.com',
  '"sharinpix://id:secret@host"',
  'SHARINPIX://x',
  'Authorization: Token token="sharinpix://id:secret@host"',
])('the secret URL %j is refused as what it is', (typed) => {
  expect(codeOf(typed)).toBe('secret-url');
});

test.each([
  '',
  'hello',
  'a.b',
  'a.b.c',
  'a.b.c.d',
  `${full}.extra.parts`,
  full.replace('.', '..'),
  `${full}é`,
  `eyJ9.${Buffer.from('[]').toString('base64url')}.x`,
  `eyJ9.${Buffer.from('null').toString('base64url')}.x`,
  `eyJ9.${Buffer.from('{').toString('base64url')}.x`,
  'https://api.sharinpix.com',
])('%j is not a token', (typed) => {
  expect(codeOf(typed)).toBe('not-a-token');
});

test('no error quotes what was typed', () => {
  for (const typed of ['CANARY', `eyJ9.CANARY.x`, 'sharinpix://CANARY'])
    try {
      readToken(typed);
      expect.unreachable();
    } catch (error) {
      expect(String(error) + JSON.stringify(error) + String((error as Error).cause)).not.toContain('CANARY');
    }
});

test('odd claims count as absent and never throw', () => {
  const odd = { user_id: {}, iss: [], exp: 'tomorrow', iat: null, admin: 1, download: 'yes' };
  for (const abilities of [
    null,
    7,
    'x',
    [],
    [1],
    { a: null },
    { a: { Access: 7, Sharings: [] } },
    { '': {} },
  ]) {
    const { claims } = readToken(tokenWith({ ...odd, abilities }));
    expect(claims).toMatchObject({ userId: null, issuer: null, expiresAt: null, issuedAt: null });
    expect(claims).toMatchObject({ admin: false, download: false });
  }
  expect(readToken(tokenWith({ exp: 1e300 })).claims.expiresAt).toBeNull();
  expect(readToken(tokenWith({ user_id: 42 })).claims.userId).toBe('42');
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('user_id', 'exp', 'abilities', 'admin'), fc.jsonValue()),
      (claims) => {
        readToken(tokenWith(claims));
      },
    ),
  );
});

test('names like `__proto__` are names and pollute nothing (attacks A20)', () => {
  const payload =
    '{"__proto__":{"admin":true},"abilities":{"__proto__":{"Access":{"__proto__":true,"image_list":true}}}}';
  const { claims } = readToken(`eyJ9.${Buffer.from(payload).toString('base64url')}.x`);
  expect(claims.admin).toBe(false);
  expect(claims.abilities).toEqual([
    { albumId: '__proto__', access: ['__proto__', 'image_list'], sharings: [] },
  ]);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

const current = { user_id: user, iss: 'org-1', exp: 5_000 };
const offers: [string, object | string, object, boolean][] = [
  ['a later exp', { ...current, exp: 6_000 }, current, true],
  ['the same exp, other rights', { ...current, abilities: {} }, current, true],
  ['no exp at all, which counts as the latest', { user_id: user, iss: 'org-1' }, current, true],
  ['no exp in place of none', { user_id: user, iss: 'org-1', iat: 1 }, { user_id: user, iss: 'org-1' }, true],
  ['an earlier exp', { ...current, exp: 4_999 }, current, false],
  ['an exp in place of none', current, { user_id: user, iss: 'org-1' }, false],
  ['another user', { ...current, user_id: 'u-2', exp: 6_000 }, current, false],
  ['another issuer', { ...current, iss: 'org-2', exp: 6_000 }, current, false],
  ['a user less', { iss: 'org-1', exp: 6_000 }, current, false],
  ['an issuer more', { ...current, exp: 6_000 }, { user_id: user, exp: 5_000 }, false],
  ['nobody named, as before', { exp: 6_000 }, { exp: 5_000 }, false],
  [
    'nobody named, of the same albums',
    { exp: 6_000, abilities: { a: {} } },
    { exp: 5_000, abilities: { a: {} } },
    true,
  ],
  [
    'nobody named, of another album',
    { exp: 6_000, abilities: { b: {} } },
    { exp: 5_000, abilities: { a: {} } },
    false,
  ],
  ['nothing', '', current, false],
  ['garbage', 'garbage', current, false],
  ['three parts of garbage', 'a.b.c', current, false],
  ['a line break in it', `${tokenWith({ ...current, exp: 6_000 })}\r\nX-Evil: 1`, current, false],
  ['a letter that is none of a token', `${tokenWith({ ...current, exp: 6_000 })}é`, current, false],
  [
    'two tokens joined by a proxy',
    `${tokenWith(current)}, ${tokenWith({ ...current, exp: 6_000 })}`,
    current,
    false,
  ],
  ['more than 8 kB', { ...current, exp: 6_000, abilities: { ['x'.repeat(8_000)]: {} } }, current, false],
  ['a secret URL', 'sharinpix://id:secret@host', current, false],
  ['an exp that is no number', { ...current, exp: '6000' }, { ...current, exp: undefined }, true],
];
test.each(offers)('row 30: X-token with %s (attacks A14)', (_, offer, held, isTaken) => {
  const holding = readToken(tokenWith(held));
  const offered = typeof offer === 'string' ? offer : tokenWith(offer);
  const refusals: string[] = [];
  const kept = newerOf(holding, offered, (why) => refusals.push(why));
  expect(kept.text).toBe(isTaken ? offered : holding.text);
  expect(refusals).toHaveLength(isTaken ? 0 : 1);
});

test('row 29: answers in any order leave the token with the greatest exp', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1e9 }), { minLength: 1 }), (exps) => {
      const tokens = exps.map((exp) => tokenWith({ ...current, exp }));
      const end = tokens.reduce(
        (kept, offered) => newerOf(kept, offered, () => undefined),
        readToken(tokenWith(current)),
      );
      expect(end.claims.expiresAt).toBe(Math.max(current.exp, ...exps));
    }),
  );
});
