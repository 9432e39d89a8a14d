import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IdIndex, isSame } from './id-index.ts';

const utf8 = new TextEncoder();

/** Adds ids as a user of the index does: they stand elsewhere. */
function indexOf(ids: readonly string[]) {
  const bytes = ids.map((id) => utf8.encode(id));
  const index = new IdIndex((position) => bytes[position]!);
  const added = bytes.map((id) => index.add(id));
  return { index, added, find: (id: string) => index.find(utf8.encode(id)) };
}

test('ids are found where a Map would find them, of the same ones the first', () => {
  const id = fc.string({ unit: 'grapheme', maxLength: 3 });
  fc.assert(
    fc.property(fc.array(id, { maxLength: 200 }), fc.array(id), (ids, others) => {
      const places = new Map<string, number>();
      const isNew = ids.map((one, i) => {
        if (places.has(one)) return false;
        places.set(one, i);
        return true;
      });
      const { index, added, find } = indexOf(ids);
      expect(added).toEqual(isNew);
      expect(index.size).toBe(ids.length);
      for (const one of [...ids, ...others]) expect(find(one)).toBe(places.get(one) ?? null);
    }),
  );
});

test('ids whose hashes are the same are told apart', () => {
  // Found by trying: FNV-1a gives each pair one hash.
  const ids = ['costarring', 'liquid', 'declinate', 'macallums', 'altarage', 'zinke'];
  const { find } = indexOf(ids);
  ids.forEach((id, i) => expect(find(id)).toBe(i));
  expect(indexOf(['costarring', 'declinate', 'altarage']).find('liquid')).toBe(null);
});

test('many ids that differ in their last letters only are all found', () => {
  const ids = Array.from({ length: 20_000 }, (_, i) => `a06000000000${i}`);
  const { find } = indexOf(ids);
  expect(ids.every((id, i) => find(id) === i)).toBe(true);
  expect(find('a0600000000020000')).toBe(null);
});

test('texts are the same where every byte is', () => {
  const bytes = fc.uint8Array({ maxLength: 4 });
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      expect(isSame(a, b)).toBe([...a].join() === [...b].join());
      expect(isSame(a, a.slice())).toBe(true);
    }),
  );
});
