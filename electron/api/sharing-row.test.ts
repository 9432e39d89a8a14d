import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sharingRowOf } from './sharing-row.ts';

const origin = 'https://api.example';
const written = { id: 'r-1', url: '/sharing_images/r-1/image', image: { public_id: 'image-1' } };

test('a row has its id, its image, its link and when it was made', () => {
  const createdAt = '2026-01-02T03:04:05.678+01:00';
  expect(sharingRowOf({ ...written, created_at: createdAt, user: 'u' }, origin)).toEqual({
    rowId: 'r-1',
    imageId: 'image-1',
    link: 'https://api.example/sharing_images/r-1/image',
    createdAt: Date.UTC(2026, 0, 2, 2, 4, 5, 678),
  });
  expect(sharingRowOf({ ...written, id: 7, image: { public_id: 8 } }, origin)).toMatchObject({
    rowId: '7',
    imageId: '8',
  });
});

test.each([
  ['https://api.example/sharing_images/2/image', 'https://api.example/sharing_images/2/image'],
  ['https://evil.example/3', null],
  ['//evil.example/4', null],
  ['/\\evil.example/5', null],
  ['javascript:alert(1)', null],
  ['https://user:pass@api.example/7', null],
  ['http://api.example/8', null],
  [9, null],
  [null, null],
  [undefined, null],
])('the link %j is %j: it stays on the server’s origin or is dropped, and costs not its row', (url, link) => {
  expect(sharingRowOf({ ...written, url }, origin)).toMatchObject({ rowId: 'r-1', link });
});

test.each(['', 'yesterday', '2026-01-02T03:04:05', '2026-13-02T03:04:05Z', 1_767_000_000, null, undefined])(
  'made at %j is not known, and costs not its row',
  (created_at) => {
    expect(sharingRowOf({ ...written, created_at }, origin)).toMatchObject({ rowId: 'r-1', createdAt: null });
  },
);

test.each([
  { ...written, id: '' },
  { ...written, id: null },
  { ...written, id: 1.5 },
  { ...written, id: 'x'.repeat(5_000) },
  { ...written, image: {} },
  { ...written, image: null },
  { ...written, image: { public_id: '' } },
])('%j is no row', (value) => {
  expect(sharingRowOf(value, origin)).toBeNull();
});

test('whatever is read, no row is made up and nothing is thrown (attacks A5)', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(sharingRowOf(value, origin)).toBeNull();
    }),
  );
});
