import type { Random } from '../random.ts';

/** Smooth randomness of the plane. */
export interface Noise {
  /** -1..1, about one hill a unit (Perlin's gradient noise). */
  at(x: number, y: number): number;
  /** Hills upon hills: `octaves` sizes, each half as large and half as high. */
  fbm(x: number, y: number, octaves: number): number;
  /** 0..1 with sharp crests, for rock. */
  ridge(x: number, y: number, octaves: number): number;
}

const fade = (t: number) => t * t * t * (t * (t * 6 - 15) + 10);

/** A plane of its own for each `random`. */
export function createNoise(random: Random): Noise {
  const order = new Uint8Array(512);
  const slopes = new Float64Array(512);
  for (let i = 0; i < 256; i++) order[i] = i;
  for (let i = 255; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = kept;
  }
  order.copyWithin(256, 0, 256);
  for (let i = 0; i < 256; i++) {
    const angle = (i / 256) * Math.PI * 2;
    slopes[2 * i] = Math.cos(angle) * 1.5;
    slopes[2 * i + 1] = Math.sin(angle) * 1.5;
  }
  const corner = (ix: number, iy: number, dx: number, dy: number) => {
    const n = 2 * (order[(order[ix & 255] ?? 0) + (iy & 255)] ?? 0);
    return (slopes[n] ?? 0) * dx + (slopes[n + 1] ?? 0) * dy;
  };
  const at = (x: number, y: number) => {
    const ix = Math.floor(x);
    const iy = Math.floor(y);
    const fx = x - ix;
    const fy = y - iy;
    const u = fade(fx);
    const v = fade(fy);
    const top = corner(ix, iy, fx, fy) * (1 - u) + corner(ix + 1, iy, fx - 1, fy) * u;
    const bottom = corner(ix, iy + 1, fx, fy - 1) * (1 - u) + corner(ix + 1, iy + 1, fx - 1, fy - 1) * u;
    return top * (1 - v) + bottom * v;
  };
  return {
    at,
    fbm: (x, y, octaves) => {
      let sum = 0;
      let height = 0.5;
      for (let n = 0; n < octaves; n++) {
        sum += at(x, y) * height;
        x = x * 2.03 + 17.1;
        y = y * 2.03 - 9.7;
        height *= 0.5;
      }
      return sum;
    },
    ridge: (x, y, octaves) => {
      let sum = 0;
      let height = 0.5;
      let carry = 1;
      for (let n = 0; n < octaves; n++) {
        const crest = 1 - Math.abs(at(x, y));
        sum += crest * crest * height * carry;
        carry = Math.min(1, crest * crest * 1.4);
        x = x * 2.07 + 5.3;
        y = y * 2.07 + 1.9;
        height *= 0.52;
      }
      return sum;
    },
  };
}
