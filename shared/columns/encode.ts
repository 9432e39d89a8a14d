import { bufferCount, columnNames, columnTypes, headBytes, magic, type ColumnValues } from './layout.ts';

const utf8 = new TextEncoder();

/** Collects one text column: UTF-8 in a buffer that doubles, and where each text ends. */
class TextColumn {
  private bytes = new Uint8Array(1024);
  private length = 0;
  private readonly ends: number[] = [0];

  push(text: string): void {
    // A UTF-16 unit becomes at most three bytes.
    while (this.bytes.length - this.length < text.length * 3) {
      const larger = new Uint8Array(this.bytes.length * 2);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.length += utf8.encodeInto(text, this.bytes.subarray(this.length)).written;
    this.ends.push(this.length);
  }

  buffers(): Uint8Array[] {
    return [bytesOf(Uint32Array.from(this.ends)), this.bytes.subarray(0, this.length)];
  }
}

const bytesOf = (array: Uint32Array | Float64Array): Uint8Array => new Uint8Array(array.buffer);

/**
 * Encodes images, in order, as the bytes that `readColumns` reads.
 * @param images read once, one at a time.
 */
export function encodeColumns(images: Iterable<ColumnValues>): Uint8Array<ArrayBuffer> {
  const texts = new Map(
    columnNames.filter((n) => columnTypes[n] === 'text').map((n) => [n, new TextColumn()]),
  );
  const numbers = new Map(
    columnNames.filter((n) => columnTypes[n] !== 'text').map((n) => [n, [] as number[]]),
  );
  let count = 0;
  for (const image of images) {
    for (const [name, column] of texts) column.push(String(image[name]));
    for (const [name, column] of numbers) column.push(Number(image[name]));
    count += 1;
  }
  const buffers = columnNames.flatMap((name) => {
    const text = texts.get(name);
    if (text !== undefined) return text.buffers();
    const values = numbers.get(name) ?? [];
    return [bytesOf(columnTypes[name] === 'int' ? Uint32Array.from(values) : Float64Array.from(values))];
  });
  return join(count, buffers);
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
