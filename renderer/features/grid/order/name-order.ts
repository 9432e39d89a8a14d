import type { Columns, Part } from '#shared/columns/read.ts';
import { keyBytes, writeKey } from './name-key.ts';
import { serverOrder } from './server-order.ts';

/**
 * Positions by name: numbers by value, capitals and accents beside their letters, no name last, equals as they stand.
 * Multikey quicksort (Bentley and Sedgewick) over the names' keys, four bytes at a time, with a stack of its own, since
 * a server may name its images so that recursion would go deep.
 */
export function byName(columns: Columns): Uint32Array {
  const { words, starts } = keysOf(columns);
  const order = serverOrder(columns.count);
  /** The words that are compared, in the order of `order`, since those of a key far away cost ten times as much. */
  const compared = new Uint32Array(order.length);
  const lookAt = (start: number, end: number, depth: number): void => {
    for (let i = start; i < end; i += 1) compared[i] = words[(starts[order[i] ?? 0] ?? 0) + depth] ?? 0;
  };
  const swap = (i: number, k: number): void => {
    const position = order[i] ?? 0;
    const word = compared[i] ?? 0;
    order[i] = order[k] ?? 0;
    compared[i] = compared[k] ?? 0;
    order[k] = position;
    compared[k] = word;
  };

  lookAt(0, order.length, 0);
  /** Ranges whose keys are the same up to a depth, and in disorder from there: start, end, depth. */
  const todo = [0, order.length, 0];
  for (;;) {
    const depth = todo.pop();
    const end = todo.pop() ?? 0;
    const start = todo.pop() ?? 0;
    if (depth === undefined) return order;
    const pivot = compared[(start + end) >>> 1] ?? 0;
    let less = start;
    let more = end;
    for (let i = start; i < more;) {
      const word = compared[i] ?? 0;
      if (word === pivot) i += 1;
      else if (word < pivot) swap(i++, less++);
      else swap(i, (more -= 1));
    }
    if (less - start > 1) todo.push(start, less, depth);
    if (end - more > 1) todo.push(more, end, depth);
    if (more - less < 2) continue;
    if (isLast(pivot)) {
      order.subarray(less, more).sort();
    } else {
      lookAt(less, more, depth + 1);
      todo.push(less, more, depth + 1);
    }
  }
}

/** A key's last word has a free byte: 0. */
const isLast = (word: number): boolean => (word & 0xff) === 0;

/** The keys as words of four bytes, the first byte the highest, and by position where its key starts. */
interface Keys {
  readonly words: Uint32Array;
  readonly starts: Uint32Array;
}

/** More than any byte of UTF-8: what has no name comes last. */
const noName = 0xff;

function keysOf(columns: Columns): Keys {
  const names = columns.parts.map(nameTexts);
  const size = names.reduce((sum, { titles, files, folded }) => {
    return sum + titles.bytes.length + files.bytes.length + folded.bytes.length;
  }, 0);
  const bytes = new Uint8Array(Math.ceil((keyBytes(size, columns.count) + 4 * columns.count) / 4) * 4);
  const starts = new Uint32Array(columns.count);
  let position = 0;
  let start = 0;
  for (const { titles, files, folded } of names) {
    for (let i = 0; i + 1 < titles.ends.length; i += 1) {
      const texts = !isEmpty(folded, i) ? folded : !isEmpty(titles, i) ? titles : files;
      let from = texts.ends[i] ?? 0;
      let end = texts.ends[i + 1] ?? 0;
      if (texts === folded) [from, end] = firstLine(folded.bytes, from, end);
      const stop = writeKey(texts.bytes, from, end, bytes, start);
      if (stop === start) bytes[stop] = noName;
      starts[position++] = start >>> 2;
      start = (stop & ~3) + 4;
    }
  }
  const words = new Uint32Array(bytes.buffer, 0, start >>> 2);
  for (let i = 0; i < words.length; i += 1) words[i] = swapped(words[i] ?? 0);
  return { words, starts };
}

/** The bytes the other way round: the first one stands lowest in memory. */
const swapped = (word: number): number =>
  (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);

const nameTexts = (part: Part) => ({
  titles: part.texts('title'),
  files: part.texts('filename'),
  folded: part.texts('folded'),
});

type Texts = ReturnType<Part['texts']>;

const isEmpty = ({ ends }: Texts, index: number): boolean => ends[index] === ends[index + 1];

const newline = 0x0a;

/** Of the folded title, file name and tags (`foldedText`): the title, else the file name. */
function firstLine(bytes: Uint8Array, from: number, end: number): [from: number, end: number] {
  const start = bytes[from] === newline ? from + 1 : from;
  const stop = bytes.indexOf(newline, start);
  return [start, stop === -1 || stop > end ? end : stop];
}
