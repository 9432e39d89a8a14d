import { resyncKinds, resyncMarks, type ResyncKind, type ResyncMark } from './models/resync.ts';

/*
 * A report's rows by kind and marks, 7 bytes a row: so that the page filters 100,000 rows without having them. Rows
 * themselves are asked for by their keys as they come into sight (`resyncs.rows`).
 */

/** Rows are kept in pages of at most so many; a row's key is its page's number times this, plus its place in it. */
export const pageCapacity = 512;

/** A report's rows, in the order in which they came. */
export interface ReportIndex {
  readonly count: number;
  readonly keys: Uint32Array;
  /** Places in `resyncKinds`. */
  readonly kinds: Uint8Array;
  /** Bits: `1 << ` the place in `resyncMarks`. */
  readonly marks: Uint16Array;
}

/** The number a kind goes by. */
export const kindCode = (kind: ResyncKind): number => resyncKinds.indexOf(kind);

/** The bits of these marks. */
export const markBits = (marks: readonly ResyncMark[]): number =>
  marks.reduce((bits, mark) => bits | (1 << resyncMarks.indexOf(mark)), 0);

/** The marks of these bits. */
export const marksOf = (bits: number): ResyncMark[] =>
  resyncMarks.filter((_, place) => (bits & (1 << place)) !== 0);

/** Rows of one page as they are kept: a byte of kind and two of marks each. */
export interface PageIndex {
  page: number;
  kinds: Uint8Array;
  marks: Uint16Array;
}

/** Puts pages together to the bytes that travel: keys, marks, kinds, so that each array is aligned. */
export function encodeIndex(pages: readonly PageIndex[]): Uint8Array<ArrayBuffer> {
  const count = pages.reduce((sum, { kinds }) => sum + kinds.length, 0);
  const bytes = new Uint8Array(count * 7);
  const index = read(bytes.buffer, count);
  let at = 0;
  for (const { page, kinds, marks } of pages) {
    for (let i = 0; i < kinds.length; i += 1) index.keys[at + i] = page * pageCapacity + i;
    index.kinds.set(kinds, at);
    index.marks.set(marks, at);
    at += kinds.length;
  }
  return bytes;
}

/** What `encodeIndex` gave. @throws RangeError where the bytes are no index. */
export function decodeIndex(bytes: ArrayBuffer): ReportIndex {
  if (bytes.byteLength % 7 !== 0) throw new RangeError('no index of a report');
  return read(bytes, bytes.byteLength / 7);
}

function read(buffer: ArrayBuffer, count: number): ReportIndex & { keys: Uint32Array } {
  return {
    count,
    keys: new Uint32Array(buffer, 0, count),
    marks: new Uint16Array(buffer, count * 4, count),
    kinds: new Uint8Array(buffer, count * 6, count),
  };
}
