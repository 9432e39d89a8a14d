import type { ResyncMark, ResyncRow } from '#shared/models/resync.ts';
import { formatDateTime } from '../../i18n/time.ts';
import { plainText } from '../../ui/plain-text.tsx';
import type { Translate } from './report-words.ts';

/** The move of a block in words, places counted from 1: "12 images from 41–52 to 3–14"; null where it did not move. */
export function moveWords(t: Translate, { move }: Pick<ResyncRow, 'move'>): string | null {
  if (move === null) return null;
  const { from, to, count } = move;
  if (count === 1) return t('moveOne', { from: from + 1, to: to + 1 });
  const places = (first: number) => t('places', { first: first + 1, last: first + count });
  return t('moveBlock', { count, from: places(from), to: places(to) });
}

/** Marks that are said in a row's badges: others show in what it tells. */
const badges = new Set<ResyncMark>([
  'other-album',
  'now-processed',
  'processing-error',
  'unreadable',
  'known-before',
]);

/** What is said beside a row's kind, each a few words. */
export function badgeWords(
  t: Translate,
  language: string,
  row: ResyncRow,
): { mark: ResyncMark; words: string }[] {
  return row.marks
    .filter((mark) => badges.has(mark) || (mark === 'moved' && row.move === null))
    .map((mark) => ({ mark, words: badgeOf(t, language, mark, row) }));
}

function badgeOf(t: Translate, language: string, mark: ResyncMark, row: ResyncRow): string {
  const { albumId, missingSince } = row;
  if (mark === 'known-before' && missingSince !== undefined) {
    const when = formatDateTime(missingSince, language);
    if (albumId === '') return t('markMissingSince', { when });
    return t('markWasIn', { album: plainText(albumId), when });
  }
  if (mark !== 'other-album')
    return t(`mark_${mark as Exclude<ResyncMark, 'other-album' | 'picture' | 'goes-on'>}`);
  return albumId === '' ? t('markNoAlbum') : t('mark_other-album', { album: plainText(albumId) });
}
