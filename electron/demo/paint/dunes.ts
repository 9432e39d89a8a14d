import { profile } from './canvas.ts';
import { add, blend, gradient, mix, rgb, set, smooth, type Color, type Pixel } from './color.ts';
import { createNoise } from './noise.ts';
import type { SceneKindOf } from './scene-kind.ts';

interface Light {
  average: string;
  sky: readonly (readonly [number, string])[];
  lit: Color;
  shade: Color;
  haze: Color;
}

/** Sand dunes under a low sun: every crest divides light from shadow. */
export const dunes: SceneKindOf<Light> = {
  moods: [
    {
      average: '#B29F8C',
      sky: [
        [0, '#4f86b8'],
        [0.6, '#a9c3d2'],
        [1, '#efd9bd'],
      ],
      lit: rgb('#f0b06a'),
      shade: rgb('#7d4a3c'),
      haze: rgb('#e8cbab'),
    },
    {
      average: '#B06962',
      sky: [
        [0, '#3a3a6b'],
        [0.5, '#a8668a'],
        [1, '#ffb27d'],
      ],
      lit: rgb('#ef7f4e'),
      shade: rgb('#4a2540'),
      haze: rgb('#d98a7d'),
    },
  ],
  paint: (canvas, light, random) => {
    const noise = createNoise(random);
    const horizon = 0.34 + random() * 0.16;
    const sky = gradient(light.sky);
    const fromLeft = random() < 0.5 ? 1 : -1;
    canvas.fill((x, y, out) => {
      sky(y / horizon, out);
      mix(out, light.haze, smooth(0.1, 0.5, noise.fbm(x * 1.2 + 9, y * 7, 3)) * 0.35);
    });
    const count = 5;
    const sand: Pixel = new Float32Array(3);
    for (let n = 0; n < count; n++) {
      const near = n / (count - 1);
      const base = horizon + (1.02 - horizon) * near ** 1.25 * 0.72;
      const high = 0.05 + near * 0.2;
      const offset = random() * 60;
      const wide = 1.9 - near * 1.15;
      const crest = profile(canvas, (x) => {
        const swell = noise.at(x * wide + offset, n * 3.7);
        // Wind makes one side steep: the crest leans.
        const lean = noise.at(x * wide * 2 + offset * 1.3, n + 11) * 0.22;
        return base - high * (0.25 + swell + lean);
      });
      const spineX = canvas.aspect * (0.2 + random() * 0.6);
      const bend = 0.25 + random() * 0.5;
      const lit = blend(light.lit, light.haze, (1 - near) * 0.55);
      const shade = blend(light.shade, light.haze, (1 - near) * 0.5);
      const drift = random() * 40;
      canvas.blend({ left: 0, right: canvas.aspect, top: base - high * 1.5, bottom: 1 }, (x, y, out) => {
        const top = crest(x);
        const cover = smooth(-canvas.pixel, canvas.pixel, y - top);
        if (cover === 0) return 0;
        const down = y - top;
        // The spine falls from the crest towards the viewer in an S and divides light from shadow.
        const spine =
          spineX + fromLeft * bend * (down * 2.6 + 0.28 * Math.sin(down * 7 + drift)) * (0.5 + near);
        const across = (x - spine) * fromLeft + noise.at(x * 3 + drift, y * 3) * 0.05;
        const soft = 0.006 + down * (0.1 + 0.25 * near);
        const lightSide = smooth(soft, -soft, across) * 0.9 + 0.1;
        const slope =
          noise.at(x * wide * 2.2 + drift, y * 4 + n) * 0.4 - (crest(x + 0.02) - top) * fromLeft * 6;
        const bright = Math.min(1, Math.max(0, lightSide * (0.8 + slope * 0.5) + slope * 0.16));
        set(sand, shade);
        mix(sand, lit, bright);
        const far = 1 / (0.12 + near + down * 1.6);
        const ripple = Math.sin((y * 190 + noise.at(x * 5, y * 9 + n) * 7 + x * 24 * fromLeft) * far * 0.75);
        add(sand, lit, ripple * 0.07 * near * smooth(0, 0.2, down) * (0.3 + bright));
        add(sand, lit, smooth(canvas.pixel * 5 + 0.004, 0, down) * 0.22 * near);
        mix(sand, light.haze, smooth(0.02, 0.3, down) * (1 - near) * 0.25);
        out.set(sand);
        return cover;
      });
    }
  },
};
