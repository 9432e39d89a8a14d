import { expect, test } from 'vitest';
import { findAlbumIds } from './find-album-ids.ts';
import { findIds } from './find-ids.ts';
import { hideSecrets } from './hide-secrets.ts';

const id = '0b0e6f3c-2a44-4a8e-9d0c-5c2a1f6b7d01';
const token = `eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyX2lkIjoiQ0FOQVJZIn0${'aB3x'.repeat(20)}.${'CANARYz7'.repeat(6)}`;
const wrapped = token.replace(/.{60}/g, '$&\n');

test.each([
  ['a token in a mail', `Hello, ${token} says no`, 'Hello, ⟨token⟩ says no'],
  ['a short one', 'eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyX2lkIjoiYSJ9.c2ln', '⟨token⟩'],
  ['a header', 'Token token="CANARY-x"', 'Token token="⟨token⟩"'],
  [
    'a token in a query',
    'https://h.example/albums/a1?token=CANARY',
    'https://h.example/albums/a1?token=⟨token⟩',
  ],
  ['a signature alone', 'aB3x'.repeat(11), '⟨token⟩'],
  ['a secret URL', 'see sharinpix://id:CANARY@host today', 'see ⟨secret-url⟩ today'],
  ['one without a host', 'SharinPix://id:CANARY', '⟨secret-url⟩'],
  ['one that is broken', 'sharinpix://id:CANA\n> RYCANARY@host x', '⟨secret-url⟩ x'],
  ['one that is percent-encoded', 'u=sharinpix%3A%2F%2Fid%3ACANARY%40host', 'u=⟨secret-url⟩'],
  ['a password in an address', 'https://me:CANARY@h.example/x', '⟨secret-url⟩'],
  ['a signed picture', 'at https://res.cloudinary.com/a/s--CANARY--/CANARY.jpg', 'at ⟨signed-address⟩'],
  ['a signature in a query', 'https://b.example/a.jpg?x=1&X-Amz-Signature=CANARY', '⟨signed-address⟩'],
  ['half an id', '0b0e6f3c-2a44-4a8e-9d0c', '0b0e6f3c-2a44-4a8e-9d0c'],
  ['an address', 'https://example.com/images?page=2', 'https://example.com/images?page=2'],
  ['words', 'not an id: sharinpix: thank you', 'not an id: sharinpix: thank you'],
])('of what was pasted, %s is left without what opens anything', (_, text, left) => {
  expect(hideSecrets(text)).toBe(left);
});

const mail = [
  id,
  `sharinpix://CANARY:CANARY@x https://res.cloudinary.com/a/s--CANARY--/w_1,h_1/b.jpg ${token}`,
  wrapped,
  `> ${wrapped.replaceAll('\n', '\n> ')}`,
  'not-an-id',
].join('\n');

/** Of a token, what is long enough to be of use. */
const parts = Array.from({ length: token.length - 24 }, (_, at) => token.slice(at, at + 24));

test('among the pieces that are no ids, secrets are named and never quoted', () => {
  const { ids, noIds } = findIds(mail);
  expect(ids).toEqual([id]);
  expect(noIds.join('\n')).toContain('⟨secret-url⟩ ⟨signed-address⟩');
  expect(noIds.join('\n')).toContain('⟨token⟩');
  expect(noIds).toContain('not-an-id');
  expect(noIds.join('\n')).not.toContain('CANARY');
  expect(parts.filter((part) => noIds.join('\n').includes(part))).toEqual([]);
});

test('among pasted albums neither is quoted, nor asked for as an album', () => {
  const { ids: certain, unsure, noIds } = findAlbumIds(`${mail}\n${'aB3x'.repeat(11)}\nhouse-12`);
  const ids = [...certain, ...unsure];
  expect(ids.join('\n') + noIds.join('\n')).not.toContain('CANARY');
  expect(parts.filter((part) => (ids.join('\n') + noIds.join('\n')).includes(part))).toEqual([]);
  expect(findAlbumIds(`${token}\nsharinpix://a:b@c\n${'aB3x'.repeat(11)}\nhouse-12`)).toMatchObject({
    ids: [],
    unsure: ['house-12'],
  });
});

test('ids are found beside secrets and within them', () => {
  expect(findIds(`https://res.cloudinary.com/s--CANARY--/${id}.jpg`).ids).toEqual([id]);
  expect(findAlbumIds('https://h.example/albums/a1/x?token=CANARY').ids).toEqual(['a1']);
  const long = 'aB3x'.repeat(11);
  expect(findIds(`${long} ${token}`, (word) => word === long)).toMatchObject({
    ids: [long],
    noIds: ['⟨token⟩'],
  });
  expect(findAlbumIds(`${long}\n${token}`, new Set([long])).ids).toEqual([long]);
});

test('of a long piece only the beginning is quoted', () => {
  const [piece = ''] = findIds(`${id}\n${'Dear all '.repeat(100)}`).noIds;
  expect(piece).toMatch(/^Dear all .*…$/);
  expect(piece.length).toBeLessThanOrEqual(120);
});

test('hostile text costs no more than its length', () => {
  const units = [
    'eyJ',
    'a.',
    '-',
    '://',
    '://:',
    '@',
    's--',
    '%25',
    '/s--',
    'token=',
    'sharinpix:',
    'sharinpix:a\n>',
    ':',
  ];
  for (const unit of [...units, `eyJ${'A'.repeat(24)}\n`, '?sig', 'aA.', '\n>'])
    expect(hideSecrets(unit.repeat(1_000_000 / unit.length)).length).toBeLessThanOrEqual(4_000_000);
});
