import type { Random } from '../random.ts';
import { profile, type Canvas } from './canvas.ts';
import { blend, mix, set, smooth, type Color, type Pixel } from './color.ts';
import type { Noise } from './noise.ts';

/** The colours of mountains. */
export interface MountainLight {
  haze: Color;
  rock: Color;
  lit: Color;
  snow: Color;
  wood: Color;
}

/** One range of hills: its skyline, and its slope's colour below it. */
export interface Layer {
  top: (x: number) => number;
  paint: (x: number, y: number, out: Pixel) => void;
}

const ranges = [
  { high: 0.48, wide: 1.0, detail: 5, snow: 0.62 },
  { high: 0.33, wide: 1.4, detail: 6, snow: 0.3 },
  { high: 0.19, wide: 2.1, detail: 8, snow: 0 },
];

/** From far to near, a wooded shore last. */
export function mountains(
  canvas: Canvas,
  light: MountainLight,
  shore: number,
  random: Random,
  noise: Noise,
): Layer[] {
  const fromLeft = random() < 0.5 ? 1 : -1;
  const layers = ranges.map(({ high, wide, detail, snow }, n): Layer => {
    const offset = random() * 100;
    const peak = canvas.aspect * (0.15 + random() * 0.7);
    const height = profile(canvas, (x) => {
      const massif = 0.5 + 0.5 * Math.exp(-(((x - peak) / 0.5) ** 2));
      const rock =
        noise.ridge(x * wide + offset, offset * 1.7, 7) * 0.85 + 0.12 * noise.fbm(x * 9 + offset, 3, 4);
      return shore - high * massif * (0.15 + rock);
    });
    const distance = 1 - n / 3.2;
    const dark = blend(light.rock, light.haze, distance * 0.62);
    const bright = blend(light.lit, light.haze, distance * 0.35);
    const white = blend(light.snow, light.haze, distance * 0.12);
    const grey = blend(dark, white, 0.34);
    const ground: Pixel = new Float32Array(3);
    return {
      top: height,
      paint: (x, y, out) => {
        const top = height(x);
        const cover = smooth(-canvas.pixel, canvas.pixel, y - top);
        const below = (y - top) / (shore - top + 0.02);
        // Ribs run down from the crest: stretched along the slope, and lit from one side.
        const u = x * detail + offset + fromLeft * (y - top) * 1.6;
        const v = y * detail * 0.55;
        const rib = noise.ridge(u, v, 4);
        const slope = (noise.ridge(u + 0.09 * fromLeft, v, 3) - rib) * 3.2;
        const sunny = smooth(-0.35, 0.55, slope);
        set(ground, dark);
        mix(ground, bright, sunny * 0.85);
        if (snow > 0) {
          const lies = smooth(0.12, -0.14, below - snow * (0.5 + rib * 0.75) + 0.08);
          mix(ground, grey, lies * 0.9);
          mix(ground, white, lies * sunny);
        }
        mix(ground, light.haze, smooth(0.15, 1.05, below) * (0.25 + 0.45 * distance));
        mix(out, ground, cover);
      },
    };
  });
  const offset = random() * 100;
  const bank = profile(
    canvas,
    (x) => shore - 0.014 - 0.05 * Math.max(0, noise.fbm(x * 1.7 + offset, 0, 3) + 0.25),
  );
  const crowns = profile(canvas, (x) => bank(x) - firs(x, noise));
  const wood = blend(light.wood, light.haze, 0.1);
  layers.push({
    top: crowns,
    paint: (x, y, out) => {
      mix(out, wood, smooth(-canvas.pixel, canvas.pixel, y - crowns(x)));
      mix(out, light.haze, smooth(shore - 0.05, shore, y) * 0.14);
    },
  });
  return layers;
}

/** How far the firs of the near shore stand up at `x`. */
function firs(x: number, noise: Noise): number {
  let height = 0;
  for (const [size, spacing] of [
    [0.05, 0.017],
    [0.032, 0.009],
  ] as const) {
    const cell = Math.floor(x / spacing);
    for (let near = cell - 1; near <= cell + 1; near++) {
      const middle = (near + 0.5 + noise.at(near * 1.7, 3.3) * 0.6) * spacing;
      const tall = size * (0.55 + 0.6 * noise.at(near * 0.9 + 0.5, size * 100));
      height = Math.max(height, tall - Math.abs(x - middle) * 4.2);
    }
  }
  return height;
}
