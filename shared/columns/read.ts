import {
  bufferCount,
  columnNames,
  columnTypes,
  headBytes,
  magic,
  type ColumnName,
  type NameOf,
} from './layout.ts';

/** An album's columns, read in place: no object an image, no copy. Indexes are positions in server order. */
export interface Columns {
  readonly count: number;
  /** The text of one image; decoded when asked for. */
  text(name: NameOf<'text'>, index: number): string;
  /** Where one image's text stands in `bytes`: for searching and comparing without decoding. */
  textBytes(name: NameOf<'text'>, index: number): Uint8Array;
  /** A whole column of numbers; NaN (in `number` columns) is unknown. */
  numbers(name: NameOf<'number' | 'int'>): Float64Array | Uint32Array;
  number(name: NameOf<'number' | 'int'>, index: number): number;
}

/**
 * Reads what `encodeColumns` wrote.
 * @throws RangeError where the bytes are not such columns (torn, of another version).
 */
export function readColumns(buffer: ArrayBuffer): Columns {
  if (buffer.byteLength < headBytes) throw new RangeError('columns: too short');
  const head = new Uint32Array(buffer, 0, 2 + 2 * bufferCount);
  const count = head[1] ?? 0;
  if (head[0] !== magic) throw new RangeError('columns: not columns');

  const texts = new Map<ColumnName, { ends: Uint32Array; bytes: Uint8Array }>();
  const numbers = new Map<ColumnName, Float64Array | Uint32Array>();
  let next = 2;
  const take = (bytesEach: number, expected: number | null): { offset: number; length: number } => {
    const offset = head[next] ?? 0;
    const length = head[next + 1] ?? 0;
    next += 2;
    if (offset + length > buffer.byteLength) throw new RangeError('columns: torn');
    if (expected !== null && length !== expected * bytesEach) throw new RangeError('columns: wrong length');
    return { offset, length };
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

  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  const textBytes = (name: NameOf<'text'>, index: number): Uint8Array => {
    const column = texts.get(name);
    return column === undefined
      ? new Uint8Array(0)
      : column.bytes.subarray(column.ends[index] ?? 0, column.ends[index + 1] ?? 0);
  };
  const column = (name: NameOf<'number' | 'int'>): Float64Array | Uint32Array =>
    numbers.get(name) ?? new Float64Array(0);
  return {
    count,
    text: (name, index) => utf8.decode(textBytes(name, index)),
    textBytes,
    numbers: column,
    number: (name, index) => column(name)[index] ?? Number.NaN,
  };
}
