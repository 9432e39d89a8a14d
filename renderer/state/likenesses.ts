import { likenessSlot, longestLikeness } from '#shared/columns/layout.ts';

/** More than an album may hold; past it the table starts anew, since the main process keeps what it was told. */
const most = 131_072;

/**
 * Likenesses (ThumbHash) by image and version, in typed arrays: 40 bytes a slot, no object an image. Whatever order or
 * columns an image comes back in, it is found. It is known by a hash of 64 bits: that two of 100,000 images share
 * one is as likely as one in four thousand million, and would show a wrong blur for a moment.
 */
export class LikenessTable {
  private keys = new Uint32Array(0);
  private slots = new Uint8Array(0);
  private count = 0;

  constructor() {
    this.clear();
  }

  clear(): void {
    this.keys = new Uint32Array(2 * 64);
    this.slots = new Uint8Array(64 * likenessSlot);
    this.count = 0;
  }

  /** How many there are. */
  get size(): number {
    return this.count;
  }

  /** @param id UTF-8. @returns the likeness; null where none was put. Not to be written to. */
  get(id: Uint8Array, version: number): Uint8Array | null {
    const slot = this.slotOf(hashOf(id, version, 0), hashOf(id, version, 1));
    const at = slot * likenessSlot;
    const length = this.slots[at] ?? 0;
    return length === 0 ? null : this.slots.subarray(at + 1, at + 1 + length);
  }

  /** Puts a copy of the likeness in. */
  put(id: Uint8Array, version: number, likeness: Uint8Array): void {
    if (likeness.length === 0 || likeness.length > longestLikeness)
      throw new RangeError('likeness: wrong length');
    if (this.count >= most) this.clear();
    if (this.count * 4 >= this.keys.length) this.grow();
    this.putAt(hashOf(id, version, 0), hashOf(id, version, 1), likeness);
  }

  private putAt(a: number, b: number, likeness: Uint8Array): void {
    const slot = this.slotOf(a, b);
    const at = slot * likenessSlot;
    if (this.slots[at] === 0) this.count += 1;
    this.keys[2 * slot] = a;
    this.keys[2 * slot + 1] = b;
    this.slots[at] = likeness.length;
    this.slots.set(likeness, at + 1);
  }

  private slotOf(a: number, b: number): number {
    const mask = this.keys.length / 2 - 1;
    for (let slot = a & mask; ; slot = (slot + 1) & mask) {
      if (this.slots[slot * likenessSlot] === 0) return slot;
      if (this.keys[2 * slot] === a && this.keys[2 * slot + 1] === b) return slot;
    }
  }

  private grow(): void {
    const { keys, slots } = this;
    this.keys = new Uint32Array(keys.length * 2);
    this.slots = new Uint8Array(slots.length * 2);
    this.count = 0;
    for (let slot = 0; slot * 2 < keys.length; slot += 1) {
      const at = slot * likenessSlot;
      const length = slots[at] ?? 0;
      if (length > 0)
        this.putAt(keys[2 * slot] ?? 0, keys[2 * slot + 1] ?? 0, slots.subarray(at + 1, at + 1 + length));
    }
  }
}

/** FNV-1a over version and id, from one of two starts, mixed once more. */
function hashOf(id: Uint8Array, version: number, start: 0 | 1): number {
  let hash = start === 0 ? 0x811c9dc5 : 0x2c1b3c6d;
  hash = Math.imul(hash ^ (version % 0x100000000), 0x01000193);
  hash = Math.imul(hash ^ Math.floor(version / 0x100000000), 0x01000193);
  for (const byte of id) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), start === 0 ? 0x2c1b3c6d : 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** What this window has made of pictures it showed; the columns hold those of former times. */
export const madeLikenesses = new LikenessTable();
