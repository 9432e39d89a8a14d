import { expect, test } from 'vitest';
import { momentsOf } from './moments.ts';
import { resyncOf } from './report.fixture.ts';

const moment = (id: string, albumId: string, startedAt: number, isMoment = true) =>
  resyncOf({ id, albumId, startedAt, isMoment });
const kept = [
  moment('d', 'one', 4, false),
  moment('c', 'two', 3),
  moment('b', 'one', 2),
  moment('a', 'one', 1),
];

test('two moments of an album are compared, the older one first, however they were chosen', () => {
  expect(momentsOf(kept, ['b', 'a']).pair).toEqual({ from: 'a', to: 'b' });
});

test.each([
  ['one alone', ['a'], true],
  ['of two albums', ['a', 'c'], false],
  ['what is no moment', ['a', 'd'], true],
  ['what is not kept any more', ['a', 'x'], true],
])('%s cannot be compared', (_name, ids, areOfOneAlbum) => {
  expect(momentsOf(kept, ids)).toMatchObject({ pair: null, areOfOneAlbum });
});
