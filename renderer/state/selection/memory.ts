import type { Columns } from '#shared/columns/read.ts';
import { z } from '#shared/zod.ts';
import { markOfIds } from './ids-mark.ts';
import { placesOf } from './places.ts';
import { each, noPositions, positionsOf, positionsOfBits, type Positions } from './positions.ts';

/**
 * A selection as it is kept over a reload of the window (sessionStorage). Positions mean something only where the same
 * images stand before them; ids, kept up to some thousands, find the images again where the album changed meanwhile.
 */
const kept = z.object({
  /** Images of the album. */
  count: z.int().nonnegative(),
  /** `markOfIds` of all of them. */
  mark: z.string(),
  /** The bits of the positions, in base64. */
  bits: z.base64(),
  ids: z.array(z.string()).nullable(),
});

const mostIds = 2_000;

/** The text to keep for `chosen`, whose positions are those of `columns`. */
export function remember(chosen: Positions, columns: Columns): string {
  const ids =
    chosen.size > mostIds ? null : Array.from(each(chosen), (position) => columns.text('id', position));
  const { count } = columns;
  const memory: z.infer<typeof kept> = {
    count,
    mark: markOfIds(columns, count),
    bits: textOf(chosen.bits),
    ids,
  };
  return JSON.stringify(memory);
}

/**
 * What `remember` kept, as far as it can be told for these columns; empty for anything else. An album that has only
 * grown since keeps all of it.
 * @param growing more images will follow.
 * @returns null while they have to be waited for.
 */
export function recall(text: string | null, columns: Columns, growing: boolean): Positions | null {
  const read = kept.safeParse(parse(text));
  if (!read.success) return noPositions(columns.count);
  const { count, mark, bits, ids } = read.data;
  if (count <= columns.count && markOfIds(columns, count) === mark) {
    return positionsOfBits(columns.count, positionsOfBits(count, bitsOf(bits)).bits);
  }
  if (growing) return null;
  return ids === null
    ? noPositions(columns.count)
    : positionsOf(columns.count, placesOf(ids, columns).values());
}

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    // Not what this file wrote: nothing to recall.
    return null;
  }
}

function textOf(bits: Uint32Array): string {
  let bytes = '';
  for (const byte of new Uint8Array(bits.buffer, bits.byteOffset, bits.byteLength)) {
    bytes += String.fromCharCode(byte);
  }
  return btoa(bytes);
}

function bitsOf(text: string): Uint32Array {
  const bytes = Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0));
  return new Uint32Array(bytes.buffer, 0, bytes.length >>> 2);
}
