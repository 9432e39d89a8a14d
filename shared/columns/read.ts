import {
  bufferCount,
  columnNames,
  columnTypes,
  headBytes,
  likenessSlot,
  magic,
  partSize,
  type ColumnName,
  type NameOf,
} from './layout.ts';

type Numbers = Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** One part of an album's columns, read in place: no object an image, no copy. Indexes count within the part. */
export interface Part {
  readonly count: number;
  /** UTF-8 of a whole column, and where each text of it ends; `ends[0]` is 0. For searching without decoding. */
  texts(name: NameOf<'text'>): { bytes: Uint8Array; ends: Uint32Array };
  /** A whole column; NaN (in `number` columns) is unknown. */
  numbers(name: NameOf<'number' | 'int'>): Numbers;
  /** `count` slots of `likenessSlot` bytes; empty where no image of the part had a likeness yet. */
  readonly likenesses: Uint8Array;
}

/**
 * Reads what `PartBuilder.encode` wrote.
 * @throws RangeError where the bytes are not such a part (torn, of another version).
 */
export function readPart(bytes: Uint8Array<ArrayBuffer>): Part {
  const { buffer, byteOffset, byteLength } = bytes;
  if (byteLength < headBytes) throw new RangeError('columns: too short');
  const head = new Uint32Array(buffer, byteOffset, 2 + 2 * bufferCount);
  const count = head[1] ?? 0;
  if (head[0] !== magic) throw new RangeError('columns: not columns');

  const texts = new Map<ColumnName, { bytes: Uint8Array; ends: Uint32Array }>();
  const numbers = new Map<ColumnName, Numbers>();
  let next = 2;
  const take = (bytesEach: number, expected: number | null): { offset: number; length: number } => {
    const offset = head[next] ?? 0;
    const length = head[next + 1] ?? 0;
    next += 2;
    if (offset + length > byteLength) throw new RangeError('columns: torn');
    if (expected !== null && length !== expected * bytesEach) throw new RangeError('columns: wrong length');
    return { offset: byteOffset + offset, length };
  };
  for (const name of columnNames) {
    if (columnTypes[name] === 'text') {
      const ends = new Uint32Array(buffer, take(4, count + 1).offset, count + 1);
      const { offset, length } = take(1, null);
      texts.set(name, { ends, bytes: new Uint8Array(buffer, offset, length) });
    } else if (columnTypes[name] === 'int') {
      numbers.set(name, new Uint32Array(buffer, take(4, count).offset, count));
    } else {
      numbers.set(name, new Float64Array(buffer, take(8, count).offset, count));
    }
  }
  const { offset, length } = take(likenessSlot, null);
  if (length !== 0 && length !== count * likenessSlot) throw new RangeError('columns: wrong length');
  return {
    count,
    texts: (name) => texts.get(name) ?? { bytes: new Uint8Array(0), ends: new Uint32Array(count + 1) },
    numbers: (name) => numbers.get(name) ?? new Float64Array(0),
    likenesses: new Uint8Array(buffer, offset, length),
  };
}

/** An album's columns: its parts read as one. Indexes are positions in server order. */
export interface Columns {
  readonly count: number;
  readonly parts: readonly Part[];
  /** The text of one image; decoded when asked for. */
  text(name: NameOf<'text'>, index: number): string;
  /** UTF-8 of one image's text: for comparing without decoding. */
  textBytes(name: NameOf<'text'>, index: number): Uint8Array;
  number(name: NameOf<'number' | 'int'>, index: number): number;
  /** A copy of a whole column of numbers; NaN is unknown. */
  numbers(name: NameOf<'number' | 'int'>): Float64Array<ArrayBuffer>;
}

/** @param parts all but the last of `partSize` images. */
export function columnsOf(parts: readonly Part[]): Columns {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const textBytes = (name: NameOf<'text'>, index: number): Uint8Array => {
    const part = parts[Math.floor(index / partSize)];
    if (part === undefined) return new Uint8Array(0);
    const { bytes, ends } = part.texts(name);
    const at = index % partSize;
    return bytes.subarray(ends[at] ?? 0, ends[at + 1] ?? 0);
  };
  return {
    count,
    parts,
    textBytes,
    text: (name, index) => utf8.decode(textBytes(name, index)),
    number: (name, index) =>
      parts[Math.floor(index / partSize)]?.numbers(name)[index % partSize] ?? Number.NaN,
    numbers: (name) => {
      const all = new Float64Array(count);
      parts.forEach((part, i) => all.set(part.numbers(name), i * partSize));
      return all;
    },
  };
}
