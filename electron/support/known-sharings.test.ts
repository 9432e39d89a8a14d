import { expect, test } from 'vitest';
import { createKnownSharings } from './known-sharings.ts';

test('what a server calls its request is looked through for sharings', () => {
  const known = createKnownSharings();
  known.add('share-canary');
  expect(known.isIn('req-share-canary-1')).toBe(true);
  expect(known.isIn('req-1')).toBe(false);
});
