import { encodeColumns } from '#shared/columns/encode.ts';
import { flag, noColor, type ColumnValues } from '#shared/columns/layout.ts';
import { isMadeUp, type ImageFacts } from '#shared/models/image.ts';
import { factsOf, isComplete, type ImageRow } from './images-table.ts';

/** Encodes a list's images, in their order, as the page's columns. */
export function albumColumns(images: Iterable<ImageRow>): Uint8Array<ArrayBuffer> {
  return encodeColumns(valuesOf(images));
}

function* valuesOf(images: Iterable<ImageRow>): Iterable<ColumnValues> {
  for (const row of images) yield columnValues(factsOf(row), row.small !== '[]');
}

function columnValues(facts: ImageFacts, hasPicture: boolean): ColumnValues {
  const isTurned = facts.rotation === 90 || facts.rotation === 270;
  const [width, height] = isTurned ? [facts.height, facts.width] : [facts.width, facts.height];
  return {
    id: facts.id,
    filename: facts.filename,
    title: facts.title ?? '',
    tags: (facts.tagNames ?? []).map((tag) => tag.replaceAll('\n', ' ')).join('\n'),
    groupId: facts.groupId ?? '',
    format: facts.format ?? '',
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
      (hasPicture ? flag.hasPicture : 0),
    bytes: facts.bytes ?? Number.NaN,
    takenAt: facts.takenAt ?? Number.NaN,
    createdAt: facts.createdAt ?? Number.NaN,
    updatedAt: facts.updatedAt ?? Number.NaN,
  };
}
