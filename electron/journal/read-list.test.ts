import { expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { endsRoundly, readList } from './read-list.ts';

const origin = 'https://api.example';
const row = (image: string, at: string | null = '2026-01-02T03:04:05.000Z', id = `row-${image}`) => ({
  id,
  url: `/sharing_images/${id}/image`,
  created_at: at,
  image: { public_id: image },
});
const read = (text: string, { hintsAtMore = false, wanted = ['a'], pieces = 7 } = {}) => {
  // eslint-disable-next-line @typescript-eslint/require-await -- it stands for a stream
  async function* body() {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += pieces) yield bytes.subarray(at, at + pieces);
  }
  return readList({ body: body(), hintsAtMore }, origin, new Set(wanted), () => undefined);
};
const rows = (count: number) => JSON.stringify(Array.from({ length: count }, (_, n) => row(`image-${n}`)));

test('an image is held once, with its newest date, and found as often as it is there', async () => {
  const list = [
    row('a', '2026-01-01T00:00:00Z'),
    row('b'),
    row('a', '2026-03-01T00:00:00Z', 'last'),
    row('a', null),
  ];
  const { held, found, isWhole } = await read(JSON.stringify(list));
  expect([...held]).toEqual([
    ['a', Date.parse('2026-03-01T00:00:00Z')],
    ['b', Date.parse('2026-01-02T03:04:05.000Z')],
  ]);
  expect([...found.keys()]).toEqual(['a']);
  expect(found.get('a')?.map(({ rowId }) => rowId)).toEqual(['row-a', 'last', 'row-a']);
  expect(found.get('a')?.[0]?.link).toBe(`${origin}/sharing_images/row-a/image`);
  expect(isWhole).toBe(true);
});

test.each([25, 50, 100, 200, 250, 500, 1_000])(
  'a list of exactly %i rows may be one page of more',
  async (count) => {
    expect((await read(rows(count), { pieces: 60_000 })).isWhole).toBe(false);
    expect((await read(rows(count + 1), { pieces: 60_000 })).isWhole).toBe(true);
  },
);

test('a list that hints at more, or has a row that cannot be read, is not the whole', async () => {
  expect((await read(rows(3), { hintsAtMore: true })).isWhole).toBe(false);
  expect((await read(JSON.stringify([row('a'), { id: 'x' }, null]))).isWhole).toBe(false);
});

test.each(['', 'null', '{}', '<html>', '[{"id":"1"', '[1,2]garbage'])('%j is no list', async (text) => {
  await expect(read(text)).rejects.toThrow(AppError);
});

test('lists may be cut at multiples of fifty and at powers of two', () => {
  expect([16, 32, 50, 64, 128, 150, 300, 512, 1_024, 10_000].filter(endsRoundly)).toHaveLength(10);
  expect([0, 1, 2, 8, 15, 17, 49, 90, 301, 1_001].filter(endsRoundly)).toEqual([]);
});
