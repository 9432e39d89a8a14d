import { expect, test } from 'vitest';
import { pictureCacheBounds, preferences } from '#shared/models/preferences.ts';
import { formatStorage, storageChoices } from './storage-size.ts';

test.each([
  ['en', 0, '0 MB'],
  ['en', 300_000, '0.3 MB'],
  ['en', 312 * 2 ** 20, '312 MB'],
  ['en', 2 ** 29, '512 MB'],
  ['en', 2 * 2 ** 30, '2 GB'],
  ['en', 1.26 * 2 ** 30, '1.3 GB'],
  ['en', 99.7 * 2 ** 30, '100 GB'],
  ['fr', 312 * 2 ** 20, '312 Mo'],
  ['fr', 2.5 * 2 ** 30, '2,5 Go'],
] as const)('in %s %d bytes are written "%s"', (language, bytes, written) => {
  expect(formatStorage(bytes, language).replace(/\s/g, ' ')).toBe(written);
});

test('whatever can be chosen can be kept as a preference', () => {
  for (const bytes of storageChoices) {
    expect(preferences.shape.pictureCacheBytes.safeParse(bytes).success).toBe(true);
  }
  expect(storageChoices).toContain(pictureCacheBounds.max);
});
