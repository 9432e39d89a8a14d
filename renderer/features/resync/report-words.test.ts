import { beforeAll, expect, test } from 'vitest';
import { i18n, startI18n } from '../../i18n/index.ts';
import {
  answeredNothing,
  areManyCalls,
  askedWords,
  countWords,
  isFirstLook,
  isSame,
  markWords,
  resultWords,
  stillToAsk,
} from './report-words.ts';
import { resyncOf } from './report.fixture.ts';

const en = () => i18n.getFixedT('en', 'resync');
const fr = () => i18n.getFixedT('fr', 'resync');
const said = (resync = resyncOf()) => countWords(en(), resync).map(({ words }) => words);

beforeAll(() => startI18n('en'));

test('"removed" is said of a whole album only, "not found" of ids only', () => {
  const counts = { unchanged: 897, changed: 2, moved: 1, added: 1, removed: 1 };
  expect(said(resyncOf({ counts }))).toEqual([
    '897 unchanged',
    '2 changed',
    '1 moved',
    '1 added',
    '1 removed',
  ]);
  const ofIds = { unchanged: 897, changed: 2, 'not-found': 3 };
  expect(said(resyncOf({ scope: 'ids', counts: ofIds }))).toEqual([
    '897 unchanged',
    '2 changed',
    '0 added',
    '3 not found',
  ]);
});

test('what failed is said where anything did', () => {
  expect(said(resyncOf({ scope: 'ids', counts: { failed: 80 } }))).toContain('80 failed');
  expect(said()).not.toContain('0 failed');
});

test('a result in a line leaves out what there is none of', () => {
  const resync = resyncOf({ counts: { unchanged: 1_234, removed: 1 } });
  expect(resultWords(en(), resync)).toBe('1,234 unchanged, 1 removed');
  expect(resultWords(fr(), resync).replace(/\s/gu, ' ')).toBe('1 234 inchangées, 1 retirée');
  expect(resultWords(en(), resyncOf())).toBe('nothing');
});

test('where no answer came, no count says that nothing changed', () => {
  const refused = resyncOf({ error: { code: 'unknown-album' } });
  expect(said(refused)).toEqual([]);
  expect(resultWords(en(), refused)).toBe('nothing was compared');
  expect(resultWords(fr(), refused)).toBe('rien n’a été comparé');
  expect(said(resyncOf({ scope: 'ids', counts: { failed: 80 } }))).toEqual(['80 failed']);
  expect(said(resyncOf({ status: 'cancelled' }))).toEqual([]);
  expect(said(resyncOf({ status: 'waiting' }))).toEqual([]);
  expect(resultWords(en(), resyncOf({ status: 'waiting' }))).toBe('nothing yet');
  // What was answered is counted.
  expect(said(resyncOf({ status: 'running', counts: { unchanged: 1 } }))).toContain('0 changed');
  expect(said(resyncOf({ scope: 'ids', counts: { failed: 80, unchanged: 1 } }))).toContain('0 changed');
});

test.each([
  [2_000, false],
  [2_001, true],
])('%i ids: whether it is asked first is %s', (ids, asked) => {
  expect(areManyCalls(ids)).toBe(asked);
});

test('marks are said in words, but for the one that only joins rows', () => {
  const marks = { 'processing-error': 2, 'goes-on': 40, moved: 1 };
  expect(markWords(en(), resyncOf({ marks })).map(({ words }) => words)).toEqual([
    '2 with a processing error',
    '1 moved too',
  ]);
});

test.each([
  [80, '80 ids (1 call)'],
  [81, '81 ids (2 calls)'],
  [20_000, '20,000 ids (250 calls)'],
])('%i ids are asked in calls of 80', (asked, words) => {
  expect(askedWords(en(), resyncOf({ scope: 'ids', asked }))).toBe(words);
});

test('an album that answers no image is not called unchanged', () => {
  expect(answeredNothing(resyncOf())).toBe(true);
  expect(isSame(resyncOf())).toBe(false);
  expect(answeredNothing(resyncOf({ counts: { removed: 4 } }))).toBe(true);
  expect(answeredNothing(resyncOf({ counts: { unchanged: 4 } }))).toBe(false);
  expect(answeredNothing(resyncOf({ status: 'running' }))).toBe(false);
  expect(answeredNothing(resyncOf({ error: { code: 'session-expired' } }))).toBe(false);
});

test('all as it was is said where nothing differs and nothing failed', () => {
  expect(isSame(resyncOf({ counts: { unchanged: 900 }, rows: 3 }))).toBe(true);
  expect(isSame(resyncOf({ counts: { unchanged: 900, moved: 1 } }))).toBe(false);
  expect(isSame(resyncOf({ status: 'cancelled', counts: { unchanged: 80 } }))).toBe(false);
});

test('an album that was not held before is a first look, and no album that was', () => {
  expect(isFirstLook(resyncOf({ asked: 0, counts: { added: 300 } }))).toBe(true);
  expect(isFirstLook(resyncOf({ asked: 10, counts: { added: 300 } }))).toBe(false);
});

test('what failed and what was not asked can be asked for again', () => {
  expect(stillToAsk(resyncOf({ scope: 'ids', asked: 400, done: 240, counts: { failed: 80 } }))).toBe(240);
  expect(stillToAsk(resyncOf({ scope: 'ids', asked: 400, done: 400 }))).toBe(0);
  expect(stillToAsk(resyncOf({ asked: 400, done: 0 }))).toBe(0);
});
