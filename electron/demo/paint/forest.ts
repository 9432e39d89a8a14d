import type { Random } from '../random.ts';
import { profile, type Canvas } from './canvas.ts';
import { add, blend, gradient, mix, rgb, set, smooth, type Color } from './color.ts';
import { createNoise, type Noise } from './noise.ts';
import type { SceneKindOf } from './scene-kind.ts';

interface Light {
  average: string;
  sky: readonly (readonly [number, string])[];
  fog: Color;
  near: Color;
  sun: Color;
  rays: number;
}

/** Firs on hills, each row paler in the fog than the one before it. */
export const forest: SceneKindOf<Light> = {
  moods: [
    {
      average: '#A2ABAC',
      sky: [
        [0, '#9fb0b8'],
        [0.6, '#cdd6d6'],
      ],
      fog: rgb('#cfd8d8'),
      near: rgb('#14211f'),
      sun: rgb('#f5f3e6', 0.25),
      rays: 0,
    },
    {
      average: '#BEA779',
      sky: [
        [0, '#b08f62'],
        [0.35, '#f0cf93'],
        [0.8, '#f4dfb5'],
      ],
      fog: rgb('#e2c596'),
      near: rgb('#1e1f14'),
      sun: rgb('#ffd58a'),
      rays: 0.5,
    },
  ],
  paint: (canvas, light, random) => {
    const noise = createNoise(random);
    const sky = gradient(light.sky);
    const sunX = canvas.aspect * (0.25 + random() * 0.5);
    const sunY = 0.16 + random() * 0.14;
    canvas.fill((x, y, out) => {
      sky(y, out);
      const far = Math.hypot(x - sunX, y - sunY);
      add(out, light.sun, Math.exp(-far * 3.4) + 0.8 * Math.exp(-far * 14));
      mix(out, light.fog, smooth(0, 0.5, noise.fbm(x * 1.6, y * 4, 4)) * 0.3);
    });
    const rows = 7;
    for (let n = 0; n < rows; n++) row(canvas, light, n / (rows - 1), random, noise);
    if (light.rays === 0) return;
    canvas.blend({ left: 0, top: 0, right: canvas.aspect, bottom: 1 }, (x, y, out) => {
      set(out, light.sun);
      const angle = Math.atan2(x - sunX, y - sunY + 0.25);
      const far = Math.hypot(x - sunX, y - sunY);
      const beam = smooth(0.0, 0.5, noise.at(angle * 9, 4.2) + noise.at(angle * 23, 9.1) * 0.5);
      return beam * light.rays * Math.exp(-far * 1.5) * smooth(0, 0.3, y);
    });
  },
};

/** One row of trees; `near` is 0 for the farthest. */
function row(canvas: Canvas, light: Light, near: number, random: Random, noise: Noise): void {
  // The nearest row stands below the frame, so that its trees rise into it.
  const base = 0.34 + near ** 1.3 * 0.78 + random() * 0.04;
  const size = 0.08 + near * near * 0.5;
  const spacing = size * 0.3;
  const offset = random() * 100;
  const hill = (x: number) => base + noise.at(x * 1.4 + offset, near * 9) * 0.1 - near * 0.02;
  const trees = new Map<number, { middle: number; tall: number; foot: number }>();
  const tree = (cell: number) => {
    const known = trees.get(cell);
    if (known !== undefined) return known;
    const middle = (cell + 0.5 + noise.at(cell * 1.37 + offset, 5.5) * 0.7) * spacing;
    const tall =
      size * (0.75 + 0.55 * noise.at(cell * 0.83 + offset, 71.3) + 0.3 * noise.at(cell * 0.11, offset));
    const made = { middle, tall: Math.max(size * 0.25, tall), foot: hill(middle) };
    trees.set(cell, made);
    return made;
  };
  const ground = profile(canvas, hill);
  const color = blend(light.near, light.fog, 0.93 * (1 - near) ** 0.8);
  const pixel = canvas.pixel;
  canvas.blend({ left: 0, right: canvas.aspect, top: base - 0.14 - size * 1.6, bottom: 1 }, (x, y, out) => {
    const floor = ground(x);
    let cover = smooth(-pixel, pixel, y - floor);
    const cell = Math.floor(x / spacing);
    for (let at = cell - 2; at <= cell + 2 && cover < 1; at++) {
      const { middle, tall, foot } = tree(at);
      const top = foot - tall;
      const across = Math.abs(x - middle);
      if (y < top || y > foot + 0.02 || across > tall * 0.26) continue;
      const down = (y - top) / tall;
      // Branches: saw-teeth that widen towards the foot, a little torn.
      const tier = (down * 11 + at * 0.37) % 1;
      const torn = noise.at(((x * 26) / size) * 0.1 + at, ((y * 14) / size) * 0.25) * 0.06;
      const reach = tall * (0.012 + 0.2 * down ** 1.15 * (0.55 + 0.45 * tier) + torn * down);
      cover = Math.max(cover, smooth(reach + pixel, reach - pixel, across));
    }
    if (cover === 0) return 0;
    set(out, color);
    const wisp = noise.fbm(x * 2.2 + offset, y * 5, 3);
    const sunk = smooth(floor - size * 0.75, floor + 0.1, y + wisp * 0.09);
    mix(out, light.fog, sunk * (0.92 - near * 0.62));
    return cover;
  });
}
