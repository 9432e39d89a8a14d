import { add, clamp, gradient, mix, rgb, scale, set, smooth, type Color, type Pixel } from './color.ts';
import { mountains, type MountainLight } from './mountains.ts';
import { createNoise } from './noise.ts';
import type { SceneKindOf } from './scene-kind.ts';

interface Light extends MountainLight {
  average: string;
  sky: readonly (readonly [number, string])[];
  sun: Color;
  cloud: Color;
  water: Color;
}

/** A mountain lake, its far shore in haze, all of it mirrored. */
export const lake: SceneKindOf<Light> = {
  moods: [
    {
      average: '#8C8891',
      sky: [
        [0, '#3d5f93'],
        [0.3, '#8aa4c4'],
        [0.52, '#f1c9a5'],
        [0.62, '#ffdfae'],
      ],
      haze: rgb('#cfc0bd'),
      rock: rgb('#4d5570'),
      lit: rgb('#d99a78'),
      snow: rgb('#ffe3cf'),
      wood: rgb('#1a2530'),
      sun: rgb('#ffb873'),
      cloud: rgb('#ffd9bd'),
      water: rgb('#1f3346'),
    },
    {
      average: '#7B5969',
      sky: [
        [0, '#27335e'],
        [0.3, '#6b5b8a'],
        [0.5, '#d87f6e'],
        [0.62, '#f8b45f'],
      ],
      haze: rgb('#b98593'),
      rock: rgb('#35324f'),
      lit: rgb('#a8575a'),
      snow: rgb('#f0b3a6'),
      wood: rgb('#15172a'),
      sun: rgb('#ff9a4a'),
      cloud: rgb('#f59a7c'),
      water: rgb('#1b1f3d'),
    },
    {
      average: '#7D96AB',
      sky: [
        [0, '#2f6fb3'],
        [0.35, '#7fb2df'],
        [0.62, '#d5e8f2'],
      ],
      haze: rgb('#b4cfdf'),
      rock: rgb('#56687a'),
      lit: rgb('#b3ab93'),
      snow: rgb('#f7fafc'),
      wood: rgb('#1f3a2c'),
      sun: rgb('#fff2d6', 0.35),
      cloud: rgb('#ffffff'),
      water: rgb('#15505e'),
    },
  ],
  paint: (canvas, light, random) => {
    const noise = createNoise(random);
    const shore = 0.56 + random() * 0.12;
    const sunX = canvas.aspect * (0.2 + random() * 0.6);
    const sky = gradient(light.sky);
    const cloudiness = random() * 0.5;
    const drift = random() * 50;
    const layers = mountains(canvas, light, shore, random, noise);
    const upper = (x: number, y: number, out: Pixel) => {
      // What stands whole in front hides the rest: start with the nearest that does.
      let first = layers.length - 1;
      while (first >= 0 && y - (layers[first]?.top(x) ?? 1) < canvas.pixel) first--;
      if (first < 0) heaven(x, y, out);
      for (let n = Math.max(0, first); n < layers.length; n++) {
        const layer = layers[n];
        if (layer !== undefined && y - layer.top(x) > -canvas.pixel) layer.paint(x, y, out);
      }
    };
    const heaven = (x: number, y: number, out: Pixel) => {
      sky((y / shore) * 0.62, out);
      const far = Math.hypot(x - sunX, (y - shore * 0.86) * 1.5);
      add(out, light.sun, 0.75 * Math.exp(-far * far * 9));
      const veil = noise.fbm(x * 2.1 + drift, y * 8, 4) + cloudiness * 0.4 - 0.1 + y * 0.12;
      mix(out, light.cloud, smooth(0.05, 0.55, veil) * 0.75);
    };
    const mirrored: Pixel = new Float32Array(3);
    canvas.fill((x, y, out) => {
      if (y < shore) {
        upper(x, y, out);
        return;
      }
      const depth = (y - shore) / (1 - shore);
      const near = 1 / (0.05 + depth);
      const ripple = noise.at(x * 5 * near * 0.35, near * 24) * (0.002 + depth * 0.02);
      const swell = noise.at(x * 22 * near * 0.22 + 40, near * 70) * (0.0006 + depth * 0.014);
      upper(
        x + ripple * 0.35,
        Math.max(0.02, shore - (y - shore) * 0.92 - Math.abs(ripple + swell)),
        mirrored,
      );
      set(out, mirrored);
      scale(out, 0.8 - depth * 0.18);
      mix(out, light.water, 0.1 + depth * 0.42);
      add(out, light.haze, smooth(0.03, 0, depth) * 0.05 + clamp(swell * 30) * 0.05);
    });
  },
};
