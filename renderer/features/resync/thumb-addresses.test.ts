import { expect, test } from 'vitest';
import { resyncOf, rowOf } from './report.fixture.ts';
import { thumbAddresses } from './thumb-addresses.ts';

const of = (row: Parameters<typeof rowOf>[0]) => thumbAddresses('account1', resyncOf(), rowOf(row));

test('an image of another album is looked for in the report and in both albums', () => {
  const all = of({
    kind: 'added',
    marks: ['other-album'],
    albumId: 'album-2',
    versions: { before: null, after: 2 },
  });
  expect(all).toHaveLength(3);
  expect(all[0]).toContain('side=after');
  expect(all[1]).toContain('album=album-1');
  expect(all[2]).toContain('album=album-2');
});

test('an image of this album is looked for there alone', () => {
  expect(of({ kind: 'changed' })).toEqual([expect.stringContaining('album=album-1')]);
  expect(of({ kind: 'removed' })).toEqual([expect.stringContaining('side=before')]);
});

test('of an image that nobody has seen there is no picture to ask for', () => {
  expect(of({ kind: 'failed' })).toEqual([]);
  expect(of({ kind: 'not-found', versions: { before: null, after: null } })).toEqual([]);
});
