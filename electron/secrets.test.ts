import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRedactor, inBase64, piecesOfToken } from './secrets.ts';

const uuid = '0f0e1f7a-1111-4222-8333-444455556666';

test.each([
  ['summer.party', 'GET /sharings/summer.party/x', 'GET /sharings/[secret]/x'],
  ['summer.party', 'x=summer%2Eparty', 'x=[secret]'],
  ['summer-party', 'id_summer-party_2', 'id_[secret]_2'],
  [uuid, `"${uuid.replaceAll('-', '')}"`, '"[secret]"'],
  [uuid, uuid.slice(0, 20) + '\n    ' + uuid.slice(20), '[secret]'],
  [uuid, `'${uuid.slice(0, 11)}' +\n  '${uuid.slice(11)}'`, "'[secret]'"],
  ['summer.party', 'x=summer%252Eparty', 'x=[secret]'],
  ['x1', 'GET /sharings/x1 in x12 ms', 'GET /sharings/[secret] in x12 ms'],
  ['-.-', 'at -.- it is', 'at [secret] it is'],
])('%j is found in %j', (secret, text, expected) => {
  expect(createRedactor([secret])(text)).toBe(expected);
});

test('secrets within one another and over one another all go', () => {
  const redactor = createRedactor(['partyhouse', 'summerparty', 'house', 'summer']);
  expect(redactor('a summerpartyhouse, a house, a summer')).toBe('a [secret], a [secret], a [secret]');
});

test('a fragment of a token is found wherever it was cut', () => {
  const token = `${'aB3x'.repeat(9)}.${'Qz7y'.repeat(40)}.${'kL9m'.repeat(11)}`;
  const redactor = createRedactor(piecesOfToken(`Token token="${token}"`));
  for (let from = 0; from + 40 < token.length; from += 7) {
    const said = redactor(`# ${token.slice(from, from + 40)} #`);
    // What is left at either end is too short to be of use.
    for (const [left] of said.matchAll(/[aBQzkLxym379]{11,}/g)) expect(left).toBe('');
    expect(said).toMatch(/^# .* #$/);
  }
});

const secretText = fc
  .stringMatching(/^[\w.-]{4,40}$/)
  .filter((text) => /[a-z\d].*[a-z\d].*[a-z\d].*[a-z\d]/i.test(text));
/** The ways in which a text is written on its way into a log. */
const writings: ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => encodeURIComponent(secret).replaceAll('.', '%2E').replaceAll('-', '%2d'),
  (secret) => JSON.stringify({ secret }),
  (secret) => JSON.stringify(JSON.stringify({ secret })),
  (secret) => secret.split('').join('\n'),
  (secret) => `${secret.slice(0, 2)}' +\n    '${secret.slice(2)}`,
  (secret) =>
    Array.from(secret)
      .map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  (secret) => `Token token="${secret}"`,
  (secret) => `/assets/blank.jpg#https://res.cloudinary.com/s--${secret}--/a.jpg`,
];
const lettersOf = (text: string): string => text.replace(/[^a-z\d]/gi, '');

test('no secret is left in any text, however it is written there', () => {
  fc.assert(
    fc.property(
      fc.array(secretText, { minLength: 1, maxLength: 5 }),
      fc.array(fc.tuple(fc.string({ maxLength: 30 }), fc.nat(), fc.nat()), { maxLength: 20 }),
      (secrets, planted) => {
        const text = planted
          .map(([noise, which, how]) => {
            const secret = secrets[which % secrets.length]!;
            return `${noise} ${writings[how % writings.length]!(secret)} `;
          })
          .join('');
        const said = lettersOf(
          createRedactor(secrets)(text).replaceAll(/\[(?:secret|token|id|email|…)\]/g, '|'),
        );
        for (const secret of secrets) {
          const letters = lettersOf(secret);
          // One that is shorter than a word of the redactor's own is no secret to be found again.
          if (letters.length > 6) expect(said).not.toContain(letters);
        }
      },
    ),
  );
});

test('hostile secrets and text cost no more than their length', () => {
  const secrets = Array.from({ length: 2_000 }, (_, n) => `${'q'.repeat(34)}${n}`);
  const text = 'q'.repeat(1_000_000);
  expect(createRedactor(secrets)(text).length).toBeLessThanOrEqual(text.length);
});

test('a text that was packed as base64 is found wherever it begins within the packed one', () => {
  fc.assert(
    fc.property(
      secretText,
      fc.string({ maxLength: 9 }),
      fc.string({ maxLength: 9 }),
      (secret, before, after) => {
        const packed = Buffer.from(before + secret + after).toString('base64');
        fc.pre(secret.length >= 8);
        expect(inBase64(secret).filter((each) => packed.includes(each))).not.toEqual([]);
      },
    ),
  );
});
