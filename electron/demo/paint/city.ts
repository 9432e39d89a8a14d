import type { Random } from '../random.ts';
import { hash } from '../random.ts';
import type { Canvas } from './canvas.ts';
import {
  add,
  blend,
  clamp,
  gradient,
  mix,
  rgb,
  scale,
  set,
  smooth,
  type Color,
  type Pixel,
} from './color.ts';
import { createNoise } from './noise.ts';
import type { SceneKindOf } from './scene-kind.ts';

interface Light {
  average: string;
  sky: readonly (readonly [number, string])[];
  wall: Color;
  haze: Color;
  lamps: readonly Color[];
  /** How many windows are lit, 0..1. */
  awake: number;
  water: Color;
}

/** Towers across a river, their windows lit. */
export const city: SceneKindOf<Light> = {
  moods: [
    {
      average: '#282738',
      sky: [
        [0, '#070b1c'],
        [0.55, '#16224a'],
        [1, '#4a3f63'],
      ],
      wall: rgb('#0b1020'),
      haze: rgb('#3f3a5e'),
      lamps: [rgb('#ffc873', 1.5), rgb('#ffe3ae', 1.4), rgb('#bcd8ff', 1.1), rgb('#ff9d52', 1.3)],
      awake: 0.3,
      water: rgb('#060b1a'),
    },
    {
      average: '#6C505E',
      sky: [
        [0, '#2e3f76'],
        [0.45, '#96698f'],
        [0.8, '#f09a6c'],
        [1, '#ffcf8e'],
      ],
      wall: rgb('#231f35'),
      haze: rgb('#c98a80'),
      lamps: [rgb('#ffd38a', 1.3), rgb('#ffe9c4', 1.2), rgb('#ffb765', 1.2)],
      awake: 0.2,
      water: rgb('#1b2140'),
    },
  ],
  paint: (canvas, light, random) => {
    const noise = createNoise(random);
    const river = 0.7 + random() * 0.08;
    const sky = gradient(light.sky);
    const towers = [0, 1, 2].map((row) => skyline(canvas, light, row, river, random));
    const drift = random() * 30;
    const upper = (x: number, y: number, out: Pixel) => {
      for (let row = 2; row >= 0; row--) if (towers[row]?.(x, y, out) === true) return;
      sky(y / river, out);
      mix(out, light.haze, smooth(0.05, 0.5, noise.fbm(x * 1.5 + drift, y * 6, 4)) * 0.4);
    };
    const mirrored: Pixel = new Float32Array(3);
    canvas.fill((x, y, out) => {
      if (y < river) {
        upper(x, y, out);
        return;
      }
      const depth = (y - river) / (1 - river);
      set(out, [0, 0, 0]);
      // Lights draw long streaks on moving water: several mirror points, one below the other.
      const samples = 4;
      for (let n = 0; n < samples; n++) {
        const wave = noise.at(x * 9 + n * 3, (y * 60) / (0.4 + depth)) * (0.004 + depth * 0.016);
        const up = (y - river) * (0.72 + n * 0.32) + Math.abs(wave) * 2;
        upper(x + wave, Math.max(0.01, river - 0.012 - up), mirrored);
        add(out, mirrored, 1 / samples);
      }
      const ripple = noise.at(x * 6, y * 140) * 0.5 + noise.at(x * 15, y * 260 + 4) * 0.3;
      scale(out, 0.78 + ripple * 0.3);
      mix(out, light.water, clamp(0.12 + depth * 0.5));
      if (y - river < 0.006) mix(out, light.water, 0.8);
    });
  },
};

interface Tower {
  left: number;
  right: number;
  top: number;
  seed: number;
  awake: number;
  step: number;
  spire: boolean;
}

/** One row of towers, 0 the farthest; the answer is false where the sky shows. */
function skyline(canvas: Canvas, light: Light, row: number, river: number, random: Random) {
  const towers: Tower[] = [];
  const width = 0.05 + row * 0.018;
  const middle = canvas.aspect * (0.3 + random() * 0.4);
  for (let left = -0.05; left < canvas.aspect + 0.05;) {
    const wide = width * (0.6 + random() * 0.9);
    const centre = Math.exp(-(((left - middle) / 0.45) ** 2));
    const tall = (0.1 + random() * 0.16 + centre * (0.08 + random() ** 2 * 0.3)) * (1.25 - row * 0.26);
    towers.push({
      left,
      right: left + wide,
      top: river - tall,
      seed: Math.floor(random() * 1e9),
      awake: light.awake * (0.4 + random() * 1.1),
      step: 0.0085 + random() * 0.004 + row * 0.0012,
      spire: centre > 0.7 && random() < 0.35,
    });
    left += wide + (random() < 0.3 ? width * 0.3 * random() : 0);
  }
  const wall = blend(light.wall, light.haze, 0.5 - row * 0.24);
  const pixel = canvas.pixel;
  return (x: number, y: number, out: Pixel): boolean => {
    let tower: Tower | undefined;
    for (const one of towers) {
      if (x >= one.left && x < one.right) {
        tower = one;
        break;
      }
    }
    if (tower === undefined) return false;
    const { left, right, top, seed, awake, step, spire } = tower;
    if (y < top) {
      if (!spire || y < top - 0.07 || Math.abs(x - (left + right) / 2) > 0.0012 + pixel * 0.4) return false;
      set(out, wall);
      return true;
    }
    set(out, wall);
    scale(out, 0.8 + (0.45 * (x - left)) / (right - left));
    mix(out, light.haze, smooth(0.2, 0, river - y) * 0.3);
    const column = Math.floor((x - left) / (step * 0.8));
    const level = Math.floor((y - top) / step);
    const inX = (x - left) / (step * 0.8) - column;
    const inY = (y - top) / step - level;
    const spot = hash(seed, column, level);
    // Whole floors are lit or dark together more often than not.
    const floor = (hash(seed, level) & 255) / 255;
    const lit = (spot & 1023) / 1023 < awake * (0.35 + floor * 1.3);
    const soft = Math.min(0.45, pixel / step);
    const pane =
      smooth(0.14 - soft, 0.14 + soft, inX) *
      smooth(0.86 + soft, 0.86 - soft, inX) *
      smooth(0.2 - soft, 0.2 + soft, inY) *
      smooth(0.8 + soft, 0.8 - soft, inY);
    if (lit && level > 0) {
      const lamp = light.lamps[(spot >>> 10) % light.lamps.length] ?? light.haze;
      mix(out, lamp, pane * (0.35 + 0.65 * (((spot >>> 14) & 255) / 255)));
    } else add(out, light.haze, pane * 0.05);
    return true;
  };
}
