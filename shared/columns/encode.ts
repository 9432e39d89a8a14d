import {
  bufferCount,
  columnNames,
  columnTypes,
  headBytes,
  likenessSlot,
  magic,
  partSize,
  type ColumnName,
  type ColumnValues,
  type NameOf,
} from './layout.ts';
import type { Part } from './read.ts';

const utf8 = new TextEncoder();
const shortText = 64;

/** Texts one after the other as UTF-8, and where each ends. */
class TextColumn {
  private bytes = new Uint8Array(256);
  private ends = new Uint32Array(16);
  private count = 0;

  push(text: string): void {
    const from = this.ends[this.count] ?? 0;
    // A UTF-16 unit becomes at most three bytes.
    this.makeRoom(from + text.length * 3);
    this.count += 1;
    this.ends[this.count] = from + (this.putAscii(text, from) ?? this.putUtf8(text, from));
  }

  pushFrom({ bytes, ends }: { bytes: Uint8Array; ends: Uint32Array }, index: number): void {
    const from = this.ends[this.count] ?? 0;
    const [start, end] = [ends[index] ?? 0, ends[index + 1] ?? 0];
    this.makeRoom(from + end - start);
    // Most are a few letters: an array over them would cost more than they do.
    for (let at = start; at < end; at += 1) this.bytes[from + at - start] = bytes[at] ?? 0;
    this.count += 1;
    this.ends[this.count] = from + end - start;
  }

  private makeRoom(needed: number): void {
    if (this.bytes.length < needed) this.bytes = grown(this.bytes, needed);
    if (this.ends.length <= this.count + 1) this.ends = grown(this.ends, this.count + 2);
  }

  /** Most texts are a few letters of ASCII: writing those by hand costs less than one call of the encoder. */
  private putAscii(text: string, from: number): number | null {
    if (text.length > shortText) return null;
    for (let i = 0; i < text.length; i += 1) {
      const unit = text.charCodeAt(i);
      if (unit > 0x7f) return null;
      this.bytes[from + i] = unit;
    }
    return text.length;
  }

  private putUtf8(text: string, from: number): number {
    return utf8.encodeInto(text, this.bytes.subarray(from)).written;
  }

  buffers(): Uint8Array[] {
    return [bytesOf(this.ends.subarray(0, this.count + 1)), this.bytes.subarray(0, this.ends[this.count])];
  }
}

class NumberColumn<A extends Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>> {
  private values: A;
  private count = 0;

  constructor(empty: A) {
    this.values = empty;
  }

  push(value: number): void {
    if (this.values.length === this.count) this.values = grown(this.values, this.count + 1);
    this.values[this.count++] = value;
  }

  buffers(): Uint8Array[] {
    return [bytesOf(this.values.subarray(0, this.count))];
  }
}

/** A larger copy: growing by half costs linear time over all. */
function grown<A extends Uint8Array | Uint32Array | Float64Array>(array: A, needed: number): A {
  const size = Math.max(needed, Math.ceil(array.length * 1.5), 16);
  const larger = new (array.constructor as new (length: number) => A)(size);
  larger.set(array);
  return larger;
}

const bytesOf = (array: Uint32Array | Float64Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

const columnFor = {
  text: () => new TextColumn(),
  int: () => new NumberColumn(new Uint32Array(16)),
  number: () => new NumberColumn(new Float64Array(16)),
};

const noLikenesses = new Uint8Array(0);

/** Collects images, in order, as one part's columns. */
export class PartBuilder {
  /** Images so far; at most `partSize`. */
  count = 0;
  private readonly columns = columnNames.map((name): [ColumnName, TextColumn | NumberColumn<never>] => [
    name,
    columnFor[columnTypes[name]]() as TextColumn | NumberColumn<never>,
  ]);

  get isFull(): boolean {
    return this.count === partSize;
  }

  push(image: ColumnValues): void {
    if (this.isFull) throw new RangeError('the part is full');
    for (const [name, column] of this.columns) {
      if (column instanceof TextColumn) column.push(image[name] as string);
      else column.push(image[name] as number);
    }
    this.count += 1;
  }

  /** Another part's image, as it is there. */
  pushFrom(part: Part, index: number): void {
    if (this.isFull) throw new RangeError('the part is full');
    for (const [name, column] of this.columns) {
      if (column instanceof TextColumn) column.pushFrom(part.texts(name as NameOf<'text'>), index);
      else column.push(part.numbers(name as NameOf<'int' | 'number'>)[index] ?? Number.NaN);
    }
    this.count += 1;
  }

  /** The part as it is now, without likenesses, as the bytes that `readPart` reads; more images may follow. */
  encode(): Uint8Array<ArrayBuffer> {
    return join(this.count, [...this.columns.flatMap(([, column]) => column.buffers()), noLikenesses]);
  }
}

/** Encodes at most `partSize` images at once. */
export function encodePart(images: Iterable<ColumnValues>): Uint8Array<ArrayBuffer> {
  const part = new PartBuilder();
  for (const image of images) part.push(image);
  return part.encode();
}

/** The same part with these likenesses (`count` slots). */
export function withLikenesses(part: Uint8Array, likenesses: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = new Uint32Array(part.slice(0, headBytes).buffer);
  const place = 2 * bufferCount;
  const offset = head[place] ?? 0;
  if (likenesses.length !== (head[1] ?? 0) * likenessSlot) throw new RangeError('likenesses: wrong length');
  head[place + 1] = likenesses.length;
  const all = new Uint8Array(align(offset + likenesses.length));
  all.set(part.subarray(0, offset));
  all.set(bytesOf(head));
  all.set(likenesses, offset);
  return all;
}

function join(count: number, buffers: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const head = new Uint32Array(2 + 2 * bufferCount);
  head.set([magic, count]);
  let offset = align(headBytes);
  buffers.forEach((buffer, i) => {
    head.set([offset, buffer.length], 2 + 2 * i);
    offset = align(offset + buffer.length);
  });
  const all = new Uint8Array(offset);
  all.set(bytesOf(head));
  buffers.forEach((buffer, i) => {
    all.set(buffer, head[2 + 2 * i]);
  });
  return all;
}

/** Typed arrays must start at a multiple of their element's size; 8 serves all. */
const align = (offset: number): number => Math.ceil(offset / 8) * 8;
