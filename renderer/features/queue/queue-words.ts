import type { TFunction } from 'i18next';
import type { AlbumQueue, QueuedAlbum } from '#shared/models/queue.ts';
import { errorSentence } from '../../i18n/error-sentence.ts';
import { formatDateTime } from '../../i18n/time.ts';

type Translate = TFunction<'queue'>;
type Counted = Pick<AlbumQueue, 'counts' | 'total' | 'endedAt'>;

/** A queue's albums by what can be said of them. */
export interface Tally {
  total: number;
  /** Asked, whatever came of it. */
  asked: number;
  done: number;
  /** Of `done`. */
  changed: number;
  failed: number;
  /** Not asked yet; of a queue that has ended, not asked at all. */
  left: number;
}

/** Counts a queue's albums by what can be said of them. */
export function tallyOf({ counts, total }: Pick<AlbumQueue, 'counts' | 'total'>): Tally {
  const { done, changed, failed } = counts;
  return { total, asked: done + failed, done, changed, failed, left: total - done - failed };
}

/** One count in words, such as "2 failed". */
export interface CountWords {
  kind: 'done' | 'changed' | 'failed' | 'left';
  count: number;
  words: string;
}

/** The counts of a queue in words, what failed first: "2 failed", "15 changed", "118 done", "180 left". */
export function countWords(t: Translate, queue: Counted): CountWords[] {
  const tally = tallyOf(queue);
  return (['failed', 'changed', 'done', 'left'] as const).map((kind) => {
    const count = tally[kind];
    const key = kind === 'left' && queue.endedAt !== null ? 'notAsked' : kind;
    return { kind, count, words: t(key, { count }) };
  });
}

/** What came of a queue in one line: "2 failed, 15 changed, 118 done"; what is 0 is not said, but for `done`. */
export function outcomeWords(t: Translate, queue: Counted): string {
  return countWords(t, queue)
    .filter(({ kind, count }) => count > 0 || kind === 'done')
    .map(({ words }) => words)
    .join(', ');
}

const kinds = ['changed', 'moved', 'added', 'removed', 'not-found', 'failed'] as const;

/** What changed in an album: "2 changed, 1 removed"; null where nothing is known of it. */
export function changeWords(t: Translate, { status, counts }: QueuedAlbum): string | null {
  const words = kinds.flatMap((kind) => {
    const count = counts[kind] ?? 0;
    return count === 0 ? [] : [t(`kind_${kind === 'not-found' ? 'notFound' : kind}`, { count })];
  });
  if (words.length > 0) return words.join(', ');
  return status === 'done' ? t('nothing') : null;
}

/** A queue with its albums as text for a ticket: what came of it, then an album a line, those as they were last. */
export function queueText(
  t: Translate,
  tErrors: TFunction<'errors'>,
  language: string,
  queue: AlbumQueue,
  albums: readonly QueuedAlbum[],
): string {
  const started = formatDateTime(queue.startedAt, language);
  const head =
    queue.endedAt === null
      ? t('progress', { done: tallyOf(queue).asked, total: queue.total })
      : t(tallyOf(queue).left > 0 ? 'stopped' : 'ended', {
          started,
          when: formatDateTime(queue.endedAt, language),
        });
  const lines = albums.map((album) => {
    const said = [t(`status_${album.status}`), changeWords(t, album)];
    const why = album.error === null ? null : errorSentence(tErrors, language, album.error);
    return [album.albumId, ...said, why].filter((each) => each !== null).join(' · ');
  });
  return [t('queue'), head, outcomeWords(t, queue), '', ...lines, ''].join('\n');
}
