import type { TFunction } from 'i18next';
import type { Watch } from '#shared/models/watch.ts';

type Translate = TFunction<'watching'>;

/** How far a watch is: "12 of 20 processed, 1 with an error"; the same until that changes. */
export function watchWords(t: Translate, { processed, total, failed, gone }: Watch): string {
  return [
    t('processed', { done: processed, total }),
    failed > 0 && t('failed', { count: failed }),
    gone > 0 && t('gone', { count: gone }),
  ]
    .filter((words) => words !== false)
    .join(', ');
}

/** What came of a watch that has ended, as a sentence. */
export function endWords(t: Translate, album: string, watch: Watch): string {
  return watch.processed === watch.total
    ? t('allProcessed', { album, count: watch.total })
    : t('endedWith', { album, words: watchWords(t, watch) });
}

/** A span of time in one unit, such as "40 sec" or "12 min". */
export function formatSpan(ms: number, language: string): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  const [value, unit] =
    seconds < 100
      ? [seconds, 'second']
      : seconds < 6_000
        ? [Math.round(seconds / 60), 'minute']
        : [Math.round(seconds / 3_600), 'hour'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
}
