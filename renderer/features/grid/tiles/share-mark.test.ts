import { expect, test } from 'vitest';
import { mark } from '#shared/models/sharing.ts';
import { shareMarkAt } from './share-mark.ts';

const bytes = Uint8Array.of(mark.notShared, mark.shared, mark.changedSince, mark.uncertain);
const seen = (isWhole: boolean) =>
  [0, 1, 2, 3, 4].map((position) => shareMarkAt({ bytes, isWhole }, position));

test('a tile wears what is known of its image', () => {
  expect(seen(true)).toEqual(['none', 'shared', 'changed', 'uncertain', null]);
});

test('where more may be shared than is known, no tile says that its image is not', () => {
  expect(seen(false)).toEqual([null, 'shared', 'changed', 'uncertain', null]);
});

test('where nothing is compared, tiles wear nothing', () => {
  expect(shareMarkAt(null, 0)).toBeNull();
});
