/** One element of the array: its bytes and where they began in all that was pushed, or why they were let go. */
export type Piece = { bytes: Uint8Array; offset: number } | { dropped: 'too-large' | 'too-deep' };

/** How the bytes ended. Nothing at all is no array either. */
export type Ending = 'whole' | 'not-an-array' | 'cut-short' | 'trailing-garbage';

/** Brackets within brackets, the array's own included (attacks A4). */
export const maxDepth = 64;
/** Bytes of one element (attacks A1). */
export const maxElementBytes = 5_000_000;

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openArray = 0x5b;
const closeArray = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;

const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
const isByteOrderMark = (byte: number): boolean => byte === 0xef || byte === 0xbb || byte === 0xbf;

/**
 * Splits a JSON array into the bytes of its elements while they arrive, wherever they are cut. It only counts brackets
 * and quotes: whether an element is JSON is for `JSON.parse` to say, so one that is not costs itself alone. Work grows
 * with the bytes, memory with the largest element.
 */
export class JsonArraySplitter {
  private place: 'before' | 'inside' | 'after' | 'no-array' | 'garbage' = 'before';
  private inString = false;
  private escaped = false;
  /** The brackets that would close what is open within the element. */
  private readonly closers: number[] = [];
  /** Brackets open beyond `maxDepth`, of either kind. */
  private beyond = 0;
  private tooDeep = false;
  private tooLarge = false;
  /** Nothing of the element has come yet but blanks. */
  private empty = true;
  private afterComma = false;
  /** What came of the element in earlier chunks. */
  private readonly carried = new Carry();
  /** Bytes of earlier chunks, and where the element began. */
  private pushed = 0;
  private offset = 0;

  /**
   * Goes on where another reader of the same bytes stopped: before an element.
   * @param pushed bytes that it has read; @param isFirst whether no element came before.
   */
  static within(pushed: number, isFirst: boolean): JsonArraySplitter {
    const splitter = new JsonArraySplitter();
    splitter.place = 'inside';
    splitter.afterComma = !isFirst;
    splitter.pushed = pushed;
    splitter.offset = pushed;
    return splitter;
  }

  /** True once more bytes cannot mend it: reading on is of no use. */
  get hopeless(): boolean {
    return this.place === 'no-array' || this.place === 'garbage';
  }

  /**
   * Takes the next bytes and gives the elements that they complete, in order; an element's bytes may be a part of
   * `chunk`, so read them before the next call.
   */
  push(chunk: Uint8Array): Piece[] {
    const pieces: Piece[] = [];
    let from = 0;
    let at = 0;
    for (; at < chunk.length && this.place === 'before'; at += 1) {
      const byte = chunk[at] ?? 0;
      if (byte === openArray) this.place = 'inside';
      else if (!isBlank(byte) && !isByteOrderMark(byte)) this.place = 'no-array';
      from = at + 1;
      this.offset = this.pushed + from;
    }
    for (; at < chunk.length && this.place === 'inside'; at += 1) {
      if (this.inString) {
        at = this.endOfString(chunk, at);
        continue;
      }
      const byte = chunk[at] ?? 0;
      if (byte === quote) {
        this.inString = true;
        this.empty = false;
      } else if (this.closers.length > 0) {
        this.bracket(byte);
      } else if (byte === comma || byte === closeArray) {
        const isLast = byte === closeArray;
        if (!isLast || !this.empty || this.afterComma) pieces.push(this.finish(chunk.subarray(from, at)));
        this.afterComma = !isLast;
        if (isLast) this.place = 'after';
        from = at + 1;
        this.offset = this.pushed + from;
      } else if (this.empty && isBlank(byte)) {
        from = at + 1;
        this.offset = this.pushed + from;
      } else {
        this.empty = false;
        this.bracket(byte);
      }
    }
    if (this.place === 'inside') this.carry(chunk.subarray(from));
    for (; at < chunk.length && this.place === 'after'; at += 1) {
      if (!isBlank(chunk[at] ?? 0)) this.place = 'garbage';
    }
    this.pushed += chunk.length;
    return pieces;
  }

  /** To be asked when no more bytes come. */
  end(): Ending {
    if (this.place === 'after') return 'whole';
    if (this.place === 'inside') return 'cut-short';
    return this.place === 'garbage' ? 'trailing-garbage' : 'not-an-array';
  }

  /** @returns where the string that is open ends, or the chunk's end. */
  private endOfString(chunk: Uint8Array, from: number): number {
    let escaped = this.escaped;
    let at = from;
    // Most of the bytes pass here: a loop over local variables alone is twice as fast.
    for (; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (escaped) {
        escaped = false;
      } else if (byte === backslash) {
        escaped = true;
      } else if (byte === quote) {
        this.inString = false;
        break;
      }
    }
    this.escaped = escaped;
    return at;
  }

  private bracket(byte: number): void {
    if (byte === openObject || byte === openArray) {
      if (this.closers.length + 1 < maxDepth) {
        this.closers.push(byte === openObject ? closeObject : closeArray);
      } else {
        this.beyond += 1;
        this.tooDeep = true;
      }
    } else if (byte === closeObject || byte === closeArray) {
      if (this.beyond > 0) {
        this.beyond -= 1;
      } else {
        // A bracket that does not fit closes what stands above its partner; without a partner it is passed over. So a
        // broken element ends where it most likely ends, and the next one is whole again.
        const partner = this.closers.lastIndexOf(byte);
        if (partner !== -1) this.closers.length = partner;
      }
    }
  }

  private carry(rest: Uint8Array): void {
    if (this.tooLarge || this.carried.length + rest.length > maxElementBytes) {
      this.tooLarge = true;
      this.carried.clear();
    } else {
      this.carried.add(rest);
    }
  }

  private finish(rest: Uint8Array): Piece {
    const tooLarge = this.tooLarge || this.carried.length + rest.length > maxElementBytes;
    const piece: Piece = tooLarge
      ? { dropped: 'too-large' }
      : this.tooDeep
        ? { dropped: 'too-deep' }
        : { bytes: this.carried.followedBy(rest), offset: this.offset };
    this.carried.clear();
    this.tooLarge = false;
    this.tooDeep = false;
    this.empty = true;
    return piece;
  }
}

/** Bytes that grow by doubling, so that an element that arrives byte by byte still costs linear time. */
class Carry {
  length = 0;
  private bytes = new Uint8Array(0);

  add(more: Uint8Array): void {
    const needed = this.length + more.length;
    if (needed > this.bytes.length) {
      const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2));
      larger.set(this.bytes.subarray(0, this.length));
      this.bytes = larger;
    }
    this.bytes.set(more, this.length);
    this.length = needed;
  }

  followedBy(rest: Uint8Array): Uint8Array {
    if (this.length === 0) return rest;
    this.add(rest);
    return this.bytes.slice(0, this.length);
  }

  clear(): void {
    this.length = 0;
  }
}
