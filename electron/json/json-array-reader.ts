import { JsonArraySplitter, maxDepth, maxElementBytes, type Ending } from './json-array-splitter.ts';
import { parseBytes, parseText } from './parse-json.ts';

/**
 * One element: its value, its bytes (a part of the last chunk: read them before the next) and where they began in all
 * bytes pushed. `value` is undefined where it is broken JSON, too large or too deep.
 */
export interface Element {
  value: unknown;
  bytes: Uint8Array;
  offset: number;
}

const dropped: Element = { value: undefined, bytes: new Uint8Array(0), offset: 0 };
const border = Buffer.from('},{');
/** Borders that one element may hold within itself before guessing is given up. */
const guessesAnElement = 4;
/** Bytes of a chunk that are joined with what was carried, at first. */
const mostJoined = 65_536;
/** An element of which so much came without an end is left to the splitter. */
const mostCarried = 2 ** 20;

/**
 * Reads the elements of a JSON array while its bytes arrive. An object that is followed by another ends, most likely, at
 * the next `},{`; where `JSON.parse` takes what stands before that, it has ended there for certain, since no JSON value
 * is the beginning of another one's. That costs a fraction of looking at every byte. Where a guess fails (the border
 * stood within the element, the JSON is broken, or written with blanks) `JsonArraySplitter` goes on from that element.
 */
export class JsonArrayReader {
  private splitter: JsonArraySplitter | null = null;
  private carried: Buffer = Buffer.alloc(0);
  /** Bytes read before `carried`. */
  private offset = 0;
  private isFirst = true;
  /** In `carried`, where the next border may begin, and how many before it were within the element. */
  private looked = 0;
  private failures = 0;

  /** True once more bytes cannot mend it: reading on is of no use. */
  get hopeless(): boolean {
    return this.splitter?.hopeless ?? false;
  }

  /** Takes the next bytes and gives the elements that they complete, in order. */
  push(chunk: Uint8Array): Element[] {
    if (this.splitter !== null) return carefully(this.splitter, chunk);
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.carried.length > 0) return this.guessAfterCarried(bytes);
    const start = this.isFirst && this.offset === 0 ? startOf(bytes) : 0;
    if (start === null) return this.giveUp(bytes, new JsonArraySplitter(), []);
    return this.guess(bytes, start);
  }

  /** To be asked when no more bytes come: the last elements, and how the bytes ended. */
  end(): { elements: Element[]; ending: Ending } {
    const elements = this.splitter === null ? this.giveUp(this.carried, this.atElement(0), []) : [];
    return { elements, ending: this.splitter?.end() ?? 'not-an-array' };
  }

  /** Joins what was carried with the little that should hold its end: a chunk is large, and copying it all costs. */
  private guessAfterCarried(chunk: Buffer): Element[] {
    const { carried, looked } = this;
    const joined = Buffer.concat([carried, chunk.subarray(0, mostJoined)]);
    const at = joined.indexOf(border, looked);
    const element = at === -1 ? null : this.parsed(joined, 0, at + 1);
    // The border of what was carried may end in it: then the next element began there, and is a part of it.
    if (element === null || at + 2 < carried.length) return this.guess(Buffer.concat([carried, chunk]), 0);
    this.carried = Buffer.alloc(0);
    this.looked = 0;
    this.failures = 0;
    this.isFirst = false;
    this.offset += carried.length;
    return [element, ...this.guess(chunk, at + 2 - carried.length)];
  }

  private guess(bytes: Buffer, start: number): Element[] {
    const elements: Element[] = [];
    let from = start;
    let looked = Math.max(from, this.looked);
    for (let at = bytes.indexOf(border, looked); at !== -1; at = bytes.indexOf(border, looked)) {
      const element = this.parsed(bytes, from, at + 1);
      looked = at + 2;
      if (element !== null) {
        elements.push(element);
        from = looked;
        this.failures = 0;
        this.isFirst = false;
      } else if ((this.failures += 1) === guessesAnElement) {
        return this.giveUp(bytes.subarray(from), this.atElement(from), elements);
      }
    }
    if (bytes.length - from > mostCarried) {
      return this.giveUp(bytes.subarray(from), this.atElement(from), elements);
    }
    // A copy: the chunk's bytes are someone else's again.
    this.carried = Buffer.from(bytes.subarray(from));
    this.offset += from;
    // The border may be cut in two.
    this.looked = Math.max(looked - from, this.carried.length - border.length + 1, 0);
    return elements;
  }

  private parsed(bytes: Buffer, from: number, end: number): Element | null {
    if (end - from > maxElementBytes) return null;
    const text = bytes.toString('utf8', from, end);
    const value = parseText(text);
    if (value === undefined) return null;
    const offset = this.offset + from;
    const isTooDeep = mayBeDeep(text) && isDeeperThan(maxDepth - 1, value);
    return isTooDeep ? dropped : { value, bytes: bytes.subarray(from, end), offset };
  }

  /** The splitter, at the element that begins at `from` of the bytes at hand. */
  private atElement(from: number): JsonArraySplitter {
    const nothingCame = this.isFirst && this.offset + from === 0;
    return nothingCame ? new JsonArraySplitter() : JsonArraySplitter.within(this.offset + from, this.isFirst);
  }

  private giveUp(rest: Uint8Array, splitter: JsonArraySplitter, before: Element[]): Element[] {
    this.splitter = splitter;
    this.carried = Buffer.alloc(0);
    return [...before, ...carefully(splitter, rest)];
  }
}

/** Where the first element begins in an answer that starts as `[{`; null in any other. */
function startOf(bytes: Buffer): number | null {
  return bytes[0] === 0x5b && bytes[1] === 0x7b ? 1 : null;
}

function carefully(splitter: JsonArraySplitter, chunk: Uint8Array): Element[] {
  return splitter.push(chunk).map((piece) => {
    if ('dropped' in piece) return dropped;
    const { bytes, offset } = piece;
    return { value: parseBytes(bytes), bytes, offset };
  });
}

/** Depth takes brackets, and an ordinary record has a dozen: walking every value would cost more than parsing it did. */
function mayBeDeep(text: string): boolean {
  let brackets = 0;
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) {
      if ((brackets += 1) >= maxDepth) return true;
    }
  }
  return false;
}

/** What is kept is read again by code that calls itself once a level (attacks A4). */
function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const key in value) {
    const inner: unknown = (value as Record<string, unknown>)[key];
    if (typeof inner === 'object' && inner !== null && isDeeperThan(levels - 1, inner)) return true;
  }
  return false;
}
