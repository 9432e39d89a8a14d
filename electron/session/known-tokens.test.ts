import { expect, test } from 'vitest';
import { createKnownTokens } from './known-tokens.ts';

const knownAfter = (pasted: string): readonly string[] => {
  const known = createKnownTokens();
  known.addPasted(pasted);
  return known.all();
};

test.each([
  'https://app.sharinpix.com/albums/123',
  'app.sharinpix.com/albums/123',
  'my-company--sandbox.my.salesforce.com',
  '0a0a0a0a00004000800012345678abcd',
  '0a0a0a0a-0000-4000-8000-12345678abcd',
  'photographer@studio-north.example',
  String.raw`C:\Users\ann\Documents\token.txt`,
])('%s went astray and is no token: it may stand anywhere', (pasted) => {
  expect(knownAfter(pasted)).toEqual([]);
});

const opaque = 'canarylowercaseopaquetoken';
test.each([
  [opaque, [opaque]],
  [`Authorization: Bearer ${opaque}`, [opaque]],
  [`curl -H "Authorization: Token token=\\"${opaque}\\"" https://api.sharinpix.com/albums`, [opaque]],
  [`Token: ${opaque}\nserver: https://x`, [opaque]],
  [`token=${opaque}1 token=${opaque}2`, [`${opaque}1`, `${opaque}2`]],
  ['sharinpix://a:b@h sharinpix://CANID12345:CANSECRET9@h', ['a:b', 'CANID12345:CANSECRET9']],
])('%s holds what must be known', (pasted, expected) => {
  expect(knownAfter(pasted)).toEqual(expected);
});
