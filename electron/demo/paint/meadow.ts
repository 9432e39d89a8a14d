import type { Random } from '../random.ts';
import type { Canvas } from './canvas.ts';
import { add, blend, gradient, mix, rgb, set, smooth, type Color } from './color.ts';
import { createNoise, type Noise } from './noise.ts';
import type { SceneKindOf } from './scene-kind.ts';

interface Light {
  average: string;
  ground: readonly (readonly [number, string])[];
  bokeh: readonly Color[];
  petal: Color;
  petalDark: Color;
  heart: Color;
  stem: Color;
  sun: Color;
  flower: 'poppy' | 'lavender' | 'daisy';
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

/** A point of light out of focus: a disc, brighter at its rim. */
export function disc(
  canvas: Canvas,
  x: number,
  y: number,
  radius: number,
  color: Color,
  share: number,
): void {
  canvas.blend(
    { left: x - radius * 1.1, right: x + radius * 1.1, top: y - radius * 1.1, bottom: y + radius * 1.1 },
    (px, py, out) => {
      const far = Math.hypot(px - x, py - y) / radius;
      const soft = Math.max(0.08, canvas.pixel / radius);
      set(out, color);
      return smooth(1, 1 - soft * 2, far) * share * (0.68 + 0.32 * smooth(0.5, 0.95, far));
    },
  );
}

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

interface Bloom {
  x: number;
  y: number;
  size: number;
  blur: number;
  depth: number;
}

function flower(canvas: Canvas, light: Light, bloom: Bloom, random: Random): void {
  const { x, y, size, depth } = bloom;
  const blur = bloom.blur + canvas.pixel * 0.6;
  const bend = (random() - 0.5) * 0.12;
  const strength = 0.75 + 0.25 * depth;
  canvas.blend({ left: x - 0.14, right: x + 0.14, top: y, bottom: 1 }, (px, py, out) => {
    const down = py - y;
    const middle = x + bend * down * (1 + down);
    set(out, light.stem);
    add(out, light.sun, 0.05);
    return smooth(size * 0.045 + blur, size * 0.045 - blur, Math.abs(px - middle)) * strength;
  });
  if (light.flower === 'lavender') {
    lavender(canvas, light, bloom, bend, random);
    return;
  }
  const petals = light.flower === 'poppy' ? 5 : 17 + Math.floor(random() * 5);
  const twist = random() * 6.28;
  const squash = light.flower === 'poppy' ? 0.72 + random() * 0.2 : 0.5 + random() * 0.45;
  const tilt = (random() - 0.5) * 0.8;
  const reach = size * 1.25 + blur * 2;
  canvas.blend({ left: x - reach, right: x + reach, top: y - reach, bottom: y + reach }, (px, py, out) => {
    const dx = px - x;
    const dy = py - y;
    const u = (dx * Math.cos(tilt) + dy * Math.sin(tilt)) / size;
    const v = (-dx * Math.sin(tilt) + dy * Math.cos(tilt)) / size / squash;
    const far = Math.hypot(u, v);
    const angle = Math.atan2(v, u) + twist;
    const wave = (angle * petals) / (2 * Math.PI);
    const within = Math.abs(wave - Math.floor(wave) - 0.5) * 2;
    const soft = blur / size;
    if (light.flower === 'poppy') {
      const rim = 0.86 + 0.11 * Math.cos(angle * petals) + 0.04 * Math.cos(angle * 13 + far * 3);
      set(out, light.petalDark);
      mix(out, light.petal, smooth(0.05, 0.75, far) * (0.72 + 0.28 * Math.cos(angle * petals)));
      const vein = Math.cos(angle * 46) * 0.06 * smooth(0.2, 0.8, far);
      add(out, light.petal, vein + smooth(0.5, -0.9, v) * 0.35);
      add(out, light.sun, smooth(0.6, 1, far) * 0.08);
      mix(out, light.heart, smooth(0.26 + soft, 0.16 - soft, far) * 0.92);
      return smooth(rim + soft, rim - soft, far) * strength;
    }
    const length = 0.98 - 0.05 * Math.cos(Math.floor(wave) * 2.4);
    const petal =
      smooth(0.92 + soft * 2.5, 0.62 - soft, within * (0.55 + far * 0.5)) *
      smooth(length + soft, length - soft, far);
    set(out, light.petal);
    mix(out, light.petalDark, smooth(0.35, 1, within) * 0.55 + smooth(0.55, 0.25, far) * 0.35);
    const heart = smooth(0.33 + soft, 0.29 - soft, far);
    mix(out, light.heart, heart);
    add(out, light.sun, heart * smooth(0.2, -0.35, v) * 0.18);
    return Math.max(petal, heart) * strength;
  });
}

/** A spike of small blossoms in whorls. */
function lavender(
  canvas: Canvas,
  light: Light,
  { x, y, size, blur, depth }: Bloom,
  bend: number,
  random: Random,
): void {
  const seed = random() * 100;
  const tall = size * 2.6;
  const soft = blur + canvas.pixel * 0.6;
  canvas.blend(
    { left: x - size * 1.2, right: x + size * 1.2, top: y - tall, bottom: y + size },
    (px, py, out) => {
      const up = (y - py) / tall;
      if (up < -0.15 || up > 1) return 0;
      const middle = x - bend * up * tall;
      const whorl = 0.5 + 0.5 * Math.cos(up * 44 + seed);
      const reach = size * 0.36 * (0.45 + 0.55 * whorl) * smooth(1.02, 0.55, up) * smooth(-0.16, 0.06, up);
      const across = (px - middle) / (reach + 1e-4);
      const bud = 0.5 + 0.5 * Math.cos(across * 7 + Math.floor(up * 7) * 1.9);
      set(out, light.petalDark);
      mix(out, light.petal, 0.25 + 0.6 * bud * whorl);
      mix(out, light.heart, smooth(0.6, 1, bud * whorl) * 0.6);
      add(out, light.sun, smooth(0.2, -1, across) * 0.1);
      return smooth(reach + soft, reach - soft, Math.abs(px - middle)) * (0.7 + 0.3 * depth);
    },
  );
}
