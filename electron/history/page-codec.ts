import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { resyncKinds, type ResyncRow } from '#shared/models/resync.ts';
import { kindCode, markBits, marksOf } from '#shared/report-index.ts';
import { parseText } from '../json/parse-json.ts';
import { Damaged } from '../storage/sqlite.ts';

/** A row as it is kept: its key is its place, and it has the addresses of its pictures, which are never shown. */
export interface KeptRow extends Omit<ResyncRow, 'key'> {
  /** Addresses of the small picture, best first, as the records name them; null where they are alike on both sides. */
  pictures: { before: string[]; after: string[] } | null;
  /** Of a `failed` one: the server was not asked for it, since others had failed alike. */
  isUnasked?: true;
}

/** The rows of a page as bytes: kinds and marks apart, since the index has them all. */
export interface PackedPage {
  kinds: Uint8Array<ArrayBuffer>;
  marks: Uint16Array<ArrayBuffer>;
  rows: Uint8Array;
}

const options = {
  params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 },
};

/** Compresses bytes so that what the disk alters shows. */
export const pack = (bytes: Uint8Array | string): Uint8Array => zstdCompressSync(bytes, options);

/** @throws Damaged where these are not the bytes that `pack` gave. */
export function unpack(packed: Uint8Array): Buffer {
  try {
    return zstdDecompressSync(packed);
  } catch (cause) {
    throw new Damaged('packed bytes', { cause });
  }
}

/** Packs any JSON value. */
export const packJson = (value: unknown): Uint8Array => pack(JSON.stringify(value));

/** What `packJson` packed: the caller knows what that was. */
export const unpackJson = (packed: Uint8Array): unknown => parseText(unpack(packed).toString());

/** A line of JSON a row, so that one can be read without the others. */
export function packRows(rows: readonly KeptRow[]): PackedPage {
  return {
    kinds: Uint8Array.from(rows, ({ kind }) => kindCode(kind)),
    marks: Uint16Array.from(rows, ({ marks }) => markBits(marks)),
    rows: pack(rows.map((row) => JSON.stringify({ ...row, kind: undefined, marks: undefined })).join('\n')),
  };
}

/**
 * Rows of a page by their places.
 * @param places null: all, in order; one that is not there is left out
 * @throws Damaged
 */
export function unpackRows(
  { kinds, marks, rows }: PackedPage,
  places: readonly number[] | null = null,
): { place: number; row: KeptRow }[] {
  if (kinds.length === 0) return [];
  const lines = unpack(rows).toString().split('\n');
  return (places ?? [...kinds.keys()])
    .filter((place) => place < kinds.length)
    .map((place) => {
      const kind = resyncKinds[kinds[place] ?? -1];
      if (kind === undefined) throw new Damaged('kind of a row');
      // The checksum says that it is what this file wrote.
      const kept = parseText(lines[place] ?? '') as Omit<KeptRow, 'kind' | 'marks'>;
      return { place, row: { ...kept, kind, marks: marksOf(marks[place] ?? 0) } };
    });
}
