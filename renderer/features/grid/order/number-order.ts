import { serverOrder } from './server-order.ts';

const digitBits = 16;
const digits = 1 << digitBits;

/**
 * The positions of `values` from the largest to the smallest, NaN last, equals as they stand. By radix: 100,000 take
 * some 5 ms where comparing takes ten times that.
 * @param values spent: they are made keys in place.
 */
export function byNumber(values: Float64Array<ArrayBuffer>): Uint32Array {
  const count = values.length;
  for (let i = 0; i < count; i += 1) {
    const value = values[i] ?? Number.NaN;
    // Adding 0 makes one zero of the two.
    values[i] = Number.isNaN(value) ? -Infinity : value + 0;
  }
  // A double's bits are ordered as it is where it is positive, and the other way round where it is negative.
  const halves = new Uint32Array(values.buffer);
  for (let i = 1; i < halves.length; i += 2) {
    const high = halves[i] ?? 0;
    if (high >>> 31 === 1) continue;
    halves[i] = ~high ^ 0x80000000;
    halves[i - 1] = ~(halves[i - 1] ?? 0);
  }
  let from = serverOrder(count);
  let to = new Uint32Array(count);
  for (const half of [0, 1]) {
    for (const shift of [0, digitBits]) {
      if (!place(halves, half, shift, from, to)) continue;
      [from, to] = [to, from];
    }
  }
  return from;
}

/** Orders `from` by one digit of the keys into `to`. @returns false where all have the same: there is nothing to do. */
function place(
  halves: Uint32Array,
  half: number,
  shift: number,
  from: Uint32Array,
  to: Uint32Array,
): boolean {
  const digitAt = (position: number): number => ((halves[2 * position + half] ?? 0) >>> shift) & (digits - 1);
  const starts = new Uint32Array(digits + 1);
  for (let i = 0; i < from.length; i += 1) {
    const next = digitAt(i) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  if (starts[digitAt(0) + 1] === from.length) return false;
  for (let digit = 1; digit <= digits; digit += 1)
    starts[digit] = (starts[digit] ?? 0) + (starts[digit - 1] ?? 0);
  for (const position of from) {
    const digit = digitAt(position);
    const start = starts[digit] ?? 0;
    to[start] = position;
    starts[digit] = start + 1;
  }
  return true;
}
