import { beforeAll, expect, test } from 'vitest';
import type { ResyncReport } from '#shared/models/resync.ts';
import { i18n, startI18n } from '../../i18n/index.ts';
import { answeredNothing, countWords, failuresOf } from './report-words.ts';

const counts = { unchanged: 897, changed: 2, added: 1, removed: 1, 'not-found': 3 };
const zero = { unchanged: 0, changed: 0, added: 0, removed: 0, 'not-found': 0 };
const said = (scope: ResyncReport['scope']) =>
  countWords(i18n.getFixedT('en', 'resync'), { scope, counts }).map(({ words }) => words);

beforeAll(() => startI18n('en'));

test('"removed" is said of a whole album only, "not found" of ids only', () => {
  expect(said('album')).toEqual(['897 unchanged', '2 changed', '1 added', '1 removed']);
  expect(said('ids')).toEqual(['897 unchanged', '2 changed', '1 added', '3 not found']);
});

test('an album that answers no image is not called unchanged', () => {
  expect(answeredNothing({ scope: 'album', counts: zero })).toBe(true);
  expect(answeredNothing({ scope: 'album', counts: { ...zero, removed: 4 } })).toBe(true);
  expect(answeredNothing({ scope: 'album', counts: { ...zero, unchanged: 4 } })).toBe(false);
  expect(answeredNothing({ scope: 'ids', counts: zero })).toBe(false);
});

test('chunks that failed alike are told of once, with all their ids', () => {
  const call = { route: 'GET /image_syncs', requestId: null, message: null };
  const failed: ResyncReport['failed'] = [
    { ids: ['a'], error: { code: 'server-failed', status: 503, ...call } },
    { ids: ['b'], error: { code: 'cancelled' } },
    { ids: ['c', 'd'], error: { code: 'server-failed', status: 503, ...call } },
    { ids: ['e'], error: { code: 'server-failed', status: 500, ...call } },
  ];
  expect(failuresOf({ failed }).map(({ ids }) => ids)).toEqual([['a', 'c', 'd'], ['b'], ['e']]);
});
