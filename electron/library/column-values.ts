import { flag, noColor, type ColumnValues } from '#shared/columns/layout.ts';
import { isMadeUp, type ImageFacts } from '#shared/models/image.ts';
import { foldedText } from '#shared/normal-text.ts';
import { isAnotherAlbum } from './another-album.ts';

/** True where a record of `image_syncs` has been seen: the album's own route carries neither (api.md). */
const isComplete = (facts: ImageFacts): boolean =>
  facts.tagNames !== undefined || facts.uploaderId !== undefined;

/**
 * What the page is to know of every image.
 * @param hasPicture whether its record names a small picture.
 * @param albumId whose list it is in.
 */
export function columnValues(facts: ImageFacts, hasPicture: boolean, albumId: string): ColumnValues {
  const isTurned = facts.rotation === 90 || facts.rotation === 270;
  const [width, height] = isTurned ? [facts.height, facts.width] : [facts.width, facts.height];
  const title = facts.title ?? '';
  const tags = (facts.tagNames ?? []).map((tag) => tag.replaceAll('\n', ' ')).join('\n');
  return {
    id: facts.id,
    filename: facts.filename,
    title,
    tags,
    groupId: facts.groupId ?? '',
    format: facts.format ?? '',
    folded: foldedText(title, facts.filename, tags),
    width: width ?? 0,
    height: height ?? 0,
    color: facts.color ?? noColor,
    page: facts.page ?? 0,
    flags:
      (facts.processed ? flag.processed : 0) |
      (facts.processingError === null ? 0 : flag.processingError) |
      (facts.oddFields.length > 0 ? flag.odd : 0) |
      (isMadeUp(facts.id) ? flag.unidentified : 0) |
      (isComplete(facts) ? flag.complete : 0) |
      (hasPicture ? flag.hasPicture : 0) |
      (isAnotherAlbum(facts.albumId, albumId) ? flag.otherAlbum : 0),
    bytes: facts.bytes ?? Number.NaN,
    takenAt: facts.takenAt ?? Number.NaN,
    createdAt: facts.createdAt ?? Number.NaN,
    updatedAt: facts.updatedAt ?? Number.NaN,
  };
}

/** The same of a record that holds more than its list's answer did (merged-record.ts). */
export const completedValues = (values: ColumnValues): ColumnValues => ({
  ...values,
  flags: values.flags | flag.completed,
});
