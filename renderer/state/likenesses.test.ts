import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LikenessTable } from './likenesses.ts';

const utf8 = new TextEncoder();
const images = fc.record({
  id: fc.string({ minLength: 1, maxLength: 30 }),
  version: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 4_102_444_800_000 })),
  likeness: fc.uint8Array({ minLength: 1, maxLength: 31 }),
});

test('each image and version has the likeness that was put last, and no other has any', () => {
  fc.assert(
    fc.property(fc.array(images, { maxLength: 300 }), (all) => {
      const table = new LikenessTable();
      const expected = new Map<string, Uint8Array>();
      for (const { id, version, likeness } of all) {
        table.put(utf8.encode(id), version, likeness);
        expected.set(JSON.stringify([id, version]), likeness);
      }
      expect(table.size).toBe(expected.size);
      for (const { id, version } of all) {
        for (const asked of [version, version + 1])
          expect(table.get(utf8.encode(id), asked)).toEqual(
            expected.get(JSON.stringify([id, asked])) ?? null,
          );
      }
    }),
  );
});

test('a hundred thousand images are told apart', () => {
  const table = new LikenessTable();
  const count = 100_000;
  for (let i = 0; i < count; i += 1)
    table.put(utf8.encode(`a0B5e00000${i}`), 1_700_000_000_000 + (i % 3), Uint8Array.of(i & 255, i >> 8));
  expect(table.size).toBe(count);
  const wrong = Array.from({ length: count }, (_, i) => i).filter((i) => {
    const found = table.get(utf8.encode(`a0B5e00000${i}`), 1_700_000_000_000 + (i % 3));
    return found?.[0] !== (i & 255) || found[1] !== ((i >> 8) & 255);
  });
  expect(wrong).toEqual([]);
});

test('what was cleared is gone, and what is no likeness is refused', () => {
  const table = new LikenessTable();
  table.put(utf8.encode('a'), 1, Uint8Array.of(1));
  table.clear();
  expect(table.get(utf8.encode('a'), 1)).toBeNull();
  expect(() => table.put(utf8.encode('a'), 1, new Uint8Array(0))).toThrow(RangeError);
  expect(() => table.put(utf8.encode('a'), 1, new Uint8Array(32))).toThrow(RangeError);
});
