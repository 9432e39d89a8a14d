import { JsonArraySplitter, maxDepth, maxElementBytes, type Ending } from './json-array-splitter.ts';
import { parseBytes, parseText } from './parse-json.ts';

/**
 * One element: its value, its bytes (a part of the last chunk: read them before the next) and where they began in all
 * bytes pushed. `value` is undefined where it is broken JSON, too large or too deep, and where the element is `known`.
 */
export interface Element<K = never> {
  value: unknown;
  known: K | null;
  bytes: Uint8Array;
  offset: number;
}

/** Elements of an earlier answer, of which one is expected next. */
export interface KnownElements<K extends { length: number }> {
  /** What is expected; its `length` in bytes. */
  expected(): K | null;
  /** Whether these are its bytes. */
  isExpected(bytes: Uint8Array): boolean;
}

const noneKnown = { expected: () => null, isExpected: () => false };
const dropped: Element = { value: undefined, known: null, bytes: new Uint8Array(0), offset: 0 };
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
 * An element that is known by its bytes is not parsed at all.
 */
export class JsonArrayReader<K extends { length: number } = never> {
  private readonly known: KnownElements<K>;
  private splitter: JsonArraySplitter | null = null;
  private carried: Buffer = Buffer.alloc(0);
  /** Bytes read before `carried`. */
  private offset = 0;
  private isFirst = true;
  /** In `carried`, where the next border may begin, and how many before it were within the element. */
  private looked = 0;
  private failures = 0;

  constructor(known: KnownElements<K> = noneKnown) {
    this.known = known;
  }

  /** True once more bytes cannot mend it: reading on is of no use. */
  get hopeless(): boolean {
    return this.splitter?.hopeless ?? false;
  }

  /**
   * Takes the next bytes and gives the elements that they complete, in order. All are to be taken before the next bytes;
   * one by one, so that what is known of the next can follow from the one before.
   */
  *push(chunk: Uint8Array): Generator<Element<K>, void> {
    if (this.splitter !== null) return yield* carefully(this.splitter, chunk);
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.carried.length > 0) return yield* this.guessAfterCarried(bytes);
    const start = this.isFirst && this.offset === 0 ? startOf(bytes) : 0;
    if (start === null) return yield* this.giveUp(bytes, new JsonArraySplitter());
    yield* this.guess(bytes, start);
  }

  /** To be asked when no more bytes come: the last elements, and how the bytes ended. */
  end(): { elements: Element<K>[]; ending: Ending } {
    const elements = this.splitter === null ? [...this.giveUp(this.carried, this.atElement(0))] : [];
    return { elements, ending: this.splitter?.end() ?? 'not-an-array' };
  }

  /** Joins what was carried with the little that should hold its end: a chunk is large, and copying it all costs. */
  private *guessAfterCarried(chunk: Buffer): Generator<Element<K>, void> {
    const { carried, looked } = this;
    const joined = Buffer.concat([carried, chunk.subarray(0, mostJoined)]);
    const known = this.knownAt(joined, 0);
    const at = known?.bytes.length ?? joined.indexOf(border, looked) + 1;
    const element = known ?? (at === 0 ? null : this.parsed(joined, 0, at));
    // The border of what was carried may end in it: then the next element began there, and is a part of it.
    if (element === null || at + 1 < carried.length) {
      return yield* this.guess(Buffer.concat([carried, chunk]), 0);
    }
    this.carried = Buffer.alloc(0);
    this.looked = 0;
    this.failures = 0;
    this.isFirst = false;
    this.offset += carried.length;
    yield element;
    yield* this.guess(chunk, at + 1 - carried.length);
  }

  private *guess(bytes: Buffer, start: number): Generator<Element<K>, void> {
    let from = start;
    let looked = Math.max(from, this.looked);
    for (;;) {
      const known = this.knownAt(bytes, from);
      const at = known === null ? bytes.indexOf(border, looked) : from + known.bytes.length - 1;
      if (at === -1) break;
      const element = known ?? this.parsed(bytes, from, at + 1);
      looked = at + 2;
      if (element !== null) {
        from = looked;
        this.failures = 0;
        this.isFirst = false;
        yield element;
      } else if ((this.failures += 1) === guessesAnElement) {
        return yield* this.giveUp(bytes.subarray(from), this.atElement(from));
      }
    }
    if (bytes.length - from > mostCarried) {
      return yield* this.giveUp(bytes.subarray(from), this.atElement(from));
    }
    // A copy: the chunk's bytes are someone else's again.
    this.carried = Buffer.from(bytes.subarray(from));
    this.offset += from;
    // The border may be cut in two.
    this.looked = Math.max(looked - from, this.carried.length - border.length + 1, 0);
  }

  /** The element that is expected, where it stands at `from` and another follows. */
  private knownAt(bytes: Buffer, from: number): Element<K> | null {
    const known = this.known.expected();
    if (known === null) return null;
    const end = from + known.length;
    // Its last byte, and the border's other two: so it is all there, and looking at more is worth it.
    if (bytes[end - 1] !== border[0] || bytes[end] !== border[1] || bytes[end + 1] !== border[2]) return null;
    const own = bytes.subarray(from, end);
    return this.known.isExpected(own)
      ? { value: undefined, known, bytes: own, offset: this.offset + from }
      : null;
  }

  private parsed(bytes: Buffer, from: number, end: number): Element<K> | null {
    if (end - from > maxElementBytes) return null;
    const text = bytes.toString('utf8', from, end);
    const value = parseText(text);
    if (value === undefined) return null;
    const offset = this.offset + from;
    const isTooDeep = mayBeDeep(text) && isDeeperThan(maxDepth - 1, value);
    return isTooDeep ? dropped : { value, known: null, bytes: bytes.subarray(from, end), offset };
  }

  /** The splitter, at the element that begins at `from` of the bytes at hand. */
  private atElement(from: number): JsonArraySplitter {
    const nothingCame = this.isFirst && this.offset + from === 0;
    return nothingCame ? new JsonArraySplitter() : JsonArraySplitter.within(this.offset + from, this.isFirst);
  }

  private *giveUp(rest: Uint8Array, splitter: JsonArraySplitter): Generator<Element<K>, void> {
    this.splitter = splitter;
    this.carried = Buffer.alloc(0);
    yield* carefully(splitter, rest);
  }
}

/** Where the first element begins in an answer that starts as `[{`; null in any other. */
function startOf(bytes: Buffer): number | null {
  return bytes[0] === 0x5b && bytes[1] === 0x7b ? 1 : null;
}

function* carefully(splitter: JsonArraySplitter, chunk: Uint8Array): Generator<Element, void> {
  for (const piece of splitter.push(chunk)) {
    if ('dropped' in piece) yield dropped;
    else yield { ...piece, value: parseBytes(piece.bytes), known: null };
  }
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
