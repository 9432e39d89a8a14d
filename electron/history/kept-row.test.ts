import { expect, test } from 'vitest';
import { findingForTests, sideForTests } from './history-for-tests.ts';
import { keptRow } from './kept-row.ts';

test('an image of another album keeps where its picture is: the library may hold it nowhere', () => {
  const came = { kind: 'added', before: null, after: sideForTests('x', 1) } as const;
  const stranger = keptRow(findingForTests('x', { ...came, marks: ['other-album'] }), null);
  expect(stranger.pictures?.after).not.toEqual([]);
  expect(keptRow(findingForTests('x', came), null).pictures).toBeNull();
});
