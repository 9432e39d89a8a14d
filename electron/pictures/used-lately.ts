/** One bit for each of a million names: 128 kB, however many files there are. */
const bits = 2 ** 20;
const hour = 3_600_000;

/**
 * Says of a file's name whether its time of use is to be written: once an hour, since each costs a write. Names that
 * share a bit share their turn: one of them then counts as used an hour earlier, at worst.
 * @param now milliseconds on a clock that never goes back
 */
export function createUsedLately(now: () => number): (keyHash: Buffer) => boolean {
  const seen = new Uint8Array(bits / 8);
  let since = now();
  return (keyHash) => {
    if (now() - since >= hour) {
      seen.fill(0);
      since = now();
    }
    const bit = keyHash.readUInt32BE(0) % bits;
    const mask = 1 << (bit & 7);
    const before = seen[bit >>> 3] ?? 0;
    seen[bit >>> 3] = before | mask;
    return (before & mask) === 0;
  };
}
