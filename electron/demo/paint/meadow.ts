import type { Random } from '../random.ts';
import { disc } from './bokeh.ts';
import type { Canvas } from './canvas.ts';
import { add, blend, gradient, mix, rgb, set, smooth, type Color } from './color.ts';
import { flower, type FlowerLight } from './flowers.ts';
import { createNoise, type Noise } from './noise.ts';
import type { SceneKindOf } from './scene-kind.ts';

interface Light extends FlowerLight {
  average: string;
  ground: readonly (readonly [number, string])[];
  bokeh: readonly Color[];
}

/** Flowers close by, sharp in one plane, melting away before and behind it. */
export const meadow: SceneKindOf<Light> = {
  moods: [
    {
      average: '#A08E53',
      ground: [
        [0, '#e9d79a'],
        [0.3, '#a9ad5e'],
        [0.65, '#56702f'],
        [1, '#25391a'],
      ],
      bokeh: [rgb('#e0452c'), rgb('#c9c46a'), rgb('#f2e2a2'), rgb('#86a045')],
      petal: rgb('#e8341f'),
      petalDark: rgb('#8d0f12'),
      heart: rgb('#1d1218'),
      stem: rgb('#5f7d35'),
      sun: rgb('#ffe2a0'),
      flower: 'poppy',
    },
    {
      average: '#9C7C8F',
      ground: [
        [0, '#f4b98a'],
        [0.28, '#c78fa6'],
        [0.6, '#6b55a0'],
        [1, '#2d2b57'],
      ],
      bokeh: [rgb('#8f6cc9'), rgb('#f4b5a0'), rgb('#6f58b5'), rgb('#ffd9a8')],
      petal: rgb('#8d6bd6'),
      petalDark: rgb('#4a3391'),
      heart: rgb('#b39be8'),
      stem: rgb('#5d6d4b'),
      sun: rgb('#ffc792'),
      flower: 'lavender',
    },
    {
      average: '#A4BE9E',
      ground: [
        [0, '#cfe6ee'],
        [0.3, '#a7cf9f'],
        [0.65, '#5f9a5c'],
        [1, '#25512f'],
      ],
      bokeh: [rgb('#ffffff'), rgb('#d8ecb5'), rgb('#f7df72'), rgb('#8cc48a')],
      petal: rgb('#f8f6ef'),
      petalDark: rgb('#b9bdb4'),
      heart: rgb('#eeb320'),
      stem: rgb('#5f9148'),
      sun: rgb('#ffffff'),
      flower: 'daisy',
    },
  ],
  paint: (canvas, light, random) => {
    const noise = createNoise(random);
    const ground = gradient(light.ground);
    const sunX = canvas.aspect * (0.2 + random() * 0.6);
    canvas.fill((x, y, out) => {
      ground(y + noise.at(x * 2.4, y * 3) * 0.09, out);
      add(out, light.sun, 0.45 * Math.exp(-Math.hypot(x - sunX, y + 0.05) * 2.6));
      mix(
        out,
        light.bokeh[0] ?? light.petal,
        smooth(0.1, 0.6, noise.fbm(x * 3.4, y * 7, 3)) * 0.3 * smooth(0.15, 0.5, y),
      );
    });
    for (let n = 0; n < 46; n++) {
      const y = 0.06 + random() ** 1.4 * 0.66;
      disc(
        canvas,
        random() * canvas.aspect,
        y,
        0.018 + random() * 0.05,
        light.bokeh[n % 4] ?? light.petal,
        0.1 + random() * 0.34,
      );
    }
    blades(canvas, light, noise, random);
    const flowers = Array.from({ length: 20 }, () => ({ depth: random(), x: random() })).sort(
      (a, b) => a.depth - b.depth,
    );
    for (const [n, { depth, x }] of flowers.entries()) {
      const size = 0.022 + depth ** 1.6 * 0.105;
      const y = 0.34 + depth * 0.3 + (random() - 0.5) * 0.22;
      // In focus at three quarters of the way to the lens.
      const blur = 0.0015 + Math.abs(depth - 0.72) ** 1.3 * 0.05 + (depth > 0.9 ? 0.02 : 0);
      flower(canvas, light, { x: ((x + n * 0.618) % 1) * canvas.aspect, y, size, blur, depth }, random);
    }
  },
};

/** Grass: thin arcs from below, the near ones soft. */
function blades(canvas: Canvas, light: Light, noise: Noise, random: Random): void {
  for (let n = 0; n < 90; n++) {
    const near = random();
    const foot = random() * (canvas.aspect + 0.2) - 0.1;
    const top = 0.42 + (1 - near) * 0.12 + random() * 0.3;
    const bend = (random() - 0.5) * 0.16;
    const wide = 0.0016 + near * 0.0042;
    const blur = 0.0012 + Math.abs(near - 0.7) * 0.008 + canvas.pixel * 0.5;
    const color = blend(
      light.stem,
      near > 0.7
        ? light.ground.length > 0
          ? rgb(light.ground.at(-1)?.[1] ?? '#000000')
          : light.stem
        : (light.bokeh[1] ?? light.stem),
      random() * 0.6,
    );
    canvas.blend({ left: foot - 0.12, right: foot + 0.12, top, bottom: 1 }, (x, y, out) => {
      const up = (1 - y) / (1 - top);
      const middle = foot + bend * up * up + noise.at(foot * 9, y * 2) * 0.008;
      const reach = wide * (1.15 - up);
      set(out, color);
      add(out, light.sun, 0.06 * up);
      return (
        smooth(reach + blur, reach - blur, Math.abs(x - middle)) *
        (0.35 + 0.45 * near) *
        smooth(0, 0.08, y - top)
      );
    });
  }
}
