import { formerPictureAddress, pictureAddress } from '#shared/addresses.ts';
import type { Resync, ResyncRow } from '#shared/models/resync.ts';

/**
 * Where a small picture of a row's image may be, best first: as it is now, where an album that is held has it, else as the
 * report knows it. Empty where nothing is known of it.
 */
export function thumbAddresses(
  accountId: string,
  { id, albumId }: Pick<Resync, 'id' | 'albumId'>,
  row: ResyncRow,
): string[] {
  const { before, after } = row.versions;
  const version = after ?? before ?? 0;
  const former = (side: 'before' | 'after') => formerPictureAddress(accountId, id, row.key, side);
  const heldIn = (album: string) => pictureAddress(accountId, album, row.id, 'small', version);
  if (row.kind === 'failed' || (row.kind === 'not-found' && before === null)) return [];
  if (row.kind === 'removed') return [former('before')];
  if (row.kind === 'not-found') return [heldIn(albumId), former('before')];
  if (!row.marks.includes('other-album')) return [heldIn(albumId)];
  // Where its own album is not held either, the report alone has seen it.
  const report = row.kind === 'added' ? [former('after')] : [];
  return [...report, heldIn(albumId), heldIn(row.albumId)];
}
