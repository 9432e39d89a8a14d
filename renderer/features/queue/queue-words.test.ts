import { beforeAll, expect, test } from 'vitest';
import type { AlbumQueue, QueuedAlbum } from '#shared/models/queue.ts';
import { i18n, startI18n } from '../../i18n/index.ts';
import { changeWords, countWords, outcomeWords, queueText, tallyOf } from './queue-words.ts';

beforeAll(() => startI18n('en'));
const t = (language = 'en') => i18n.getFixedT(language, 'queue');
const tErrors = () => i18n.getFixedT('en', 'errors');

const queue: AlbumQueue = {
  id: '00000000-0000-4000-8000-000000000001',
  status: 'running',
  startedAt: Date.UTC(2026, 3, 8, 9),
  endedAt: null,
  total: 300,
  counts: { queued: 179, done: 118, changed: 15, failed: 2 },
  running: 'house-12',
  error: null,
};
const ended: AlbumQueue = { ...queue, status: 'ended', endedAt: Date.UTC(2026, 3, 8, 10), running: null };
const album: QueuedAlbum = { albumId: 'house-12', status: 'done', resyncId: null, counts: {}, error: null };

test('the album under way is among what is left', () => {
  expect(tallyOf(queue)).toEqual({ total: 300, asked: 120, done: 118, changed: 15, failed: 2, left: 180 });
});

test('counts are said with what failed first; what a stopped queue left was not asked', () => {
  const said = (of: AlbumQueue) => countWords(t(), of).map(({ words }) => words);
  expect(said(queue)).toEqual(['2 failed', '15 changed', '118 done', '180 left']);
  expect(said(ended).at(-1)).toBe('180 not asked');
});

test('an end says nothing of what there is none of', () => {
  const counts = { queued: 0, done: 300, changed: 0, failed: 0 };
  expect(outcomeWords(t(), { ...ended, counts })).toBe('300 done');
  expect(outcomeWords(t('fr'), ended)).toBe('2 en échec, 15 modifiés, 118 terminés, 180 non demandés');
});

test.each<[Partial<QueuedAlbum>, string | null]>([
  [{ counts: { changed: 2, removed: 1, unchanged: 897 } }, '2 changed, 1 removed'],
  [{ counts: { 'not-found': 3, failed: 1 } }, '3 not found, 1 failed'],
  [{ counts: { unchanged: 897 } }, 'Nothing changed'],
  [{ status: 'queued' }, null],
  [{ status: 'failed' }, null],
])('what changed in an album is said: %j', (of, words) => {
  expect(changeWords(t(), { ...album, ...of })).toBe(words);
});

test('the text for a ticket has an album a line, with what it came to and why', () => {
  const failed: QueuedAlbum = {
    ...album,
    albumId: 'roof',
    status: 'failed',
    error: { code: 'session-expired' },
  };
  const text = queueText(t(), tErrors(), 'en', ended, [failed, { ...album, counts: { changed: 2 } }]);
  const [title, when, outcome, blank, first, second] = text.split('\n');
  expect(title).toBe('Album queue');
  expect(when).toContain('2026');
  expect(outcome).toBe('2 failed, 15 changed, 118 done, 180 not asked');
  expect(blank).toBe('');
  expect(first).toMatch(/^roof · Failed · .*expired/);
  expect(second).toBe('house-12 · Done · 2 changed');
});
