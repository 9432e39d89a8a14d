import { add, clamp, gradient, mix, rgb, scale, smooth, type Color } from './color.ts';
import { createNoise } from './noise.ts';
import type { SceneKindOf } from './scene-kind.ts';

interface Light {
  average: string;
  sky: readonly (readonly [number, string])[];
  sun: Color;
  /** How wide the sun's light spreads in the haze. */
  spread: number;
  disc: number;
  cloud: Color;
  shade: Color;
  deep: Color;
  glint: number;
}

/** The open sea against the sun. */
export const sea: SceneKindOf<Light> = {
  moods: [
    {
      average: '#B28269',
      sky: [
        [0, '#2b3f74'],
        [0.35, '#8a6d95'],
        [0.7, '#ec8f63'],
        [1, '#ffcf7d'],
      ],
      sun: rgb('#ffb45c'),
      spread: 5,
      disc: 0.03,
      cloud: rgb('#ff9f6a'),
      shade: rgb('#5a4a70'),
      deep: rgb('#12203a'),
      glint: 1.5,
    },
    {
      average: '#BBBFBF',
      sky: [
        [0, '#8b9dab'],
        [0.5, '#b9c4c9'],
        [1, '#e9ebe6'],
      ],
      sun: rgb('#fff6e0', 0.8),
      spread: 3,
      disc: 0,
      cloud: rgb('#f4f4ef'),
      shade: rgb('#7f909d'),
      deep: rgb('#34495a'),
      glint: 1.1,
    },
    {
      average: '#BAA2A9',
      sky: [
        [0, '#5a7fb5'],
        [0.45, '#c5a7c4'],
        [0.8, '#f6b9ae'],
        [1, '#ffe0c2'],
      ],
      sun: rgb('#ffd2b0', 0.9),
      spread: 6,
      disc: 0.022,
      cloud: rgb('#ffc9bd'),
      shade: rgb('#8c83ab'),
      deep: rgb('#2c4a70'),
      glint: 1.2,
    },
  ],
  paint: (canvas, light, random) => {
    const noise = createNoise(random);
    const horizon = 0.46 + random() * 0.16;
    const sunX = canvas.aspect * (0.25 + random() * 0.5);
    const sunY = horizon - 0.03 - random() * 0.13;
    const sky = gradient(light.sky);
    const drift = random() * 90;
    const cover = 0.02 + random() * 0.16;
    const heaven = (x: number, y: number, out: Float32Array) => {
      sky(y / horizon, out);
      const far = Math.hypot(x - sunX, y - sunY);
      const band = noise.fbm(x * 1.6 + drift, (y * 5.5) / (1.15 - y), 5) + cover;
      const lit = Math.exp(-far * 2.2);
      const cloud = smooth(0, 0.38, band) * 0.85;
      mix(out, light.shade, cloud * (1 - lit) * 0.75);
      mix(out, light.cloud, cloud * lit);
      add(out, light.sun, 0.8 * Math.exp(-far * light.spread) + 0.35 * Math.exp(-far * 22));
      if (light.disc > 0) {
        add(
          out,
          light.sun,
          3 * smooth(light.disc + canvas.pixel, light.disc - canvas.pixel, far) * (1 - cloud * 0.8),
        );
      }
    };
    const boatX = canvas.aspect * (random() < 0.5 ? 0.12 + random() * 0.2 : 0.66 + random() * 0.2);
    const hasBoat = random() < 0.55;
    canvas.fill((x, y, out) => {
      if (y < horizon) {
        heaven(x, y, out);
        return;
      }
      const depth = (y - horizon) / (1 - horizon);
      const near = 1 / (0.018 + depth * 0.9);
      const wave =
        noise.at(x * near * 0.75 + drift, near * 5.5) * 0.5 +
        noise.at(x * near * 2.1, near * 13 + drift) * 0.32 +
        noise.at(x * near * 5.5 + 7, near * 31) * 0.2;
      const tilt = wave * (0.25 + depth * 0.75);
      heaven(x + wave * 0.02, Math.max(0, horizon - (0.02 + depth * 0.5 + clamp(tilt) * 0.5) * horizon), out);
      scale(out, 0.72);
      mix(out, light.deep, clamp(0.3 + depth * 0.42 - tilt * 0.55));
      const path = 0.025 + depth * 0.17;
      const along = Math.exp(-(((x - sunX) / path) ** 2));
      const spark = smooth(0.12 - along * 0.22, 0.52, wave) * along;
      add(out, light.sun, (spark * 1.5 + along * 0.22 * (1 - depth * 0.6)) * light.glint);
      mix(out, light.cloud, smooth(0.035, 0, depth) * 0.5);
      // Foam where the nearest waves break.
      const crest = smooth(0.42, 0.62, wave) * smooth(0.55, 1, depth);
      add(out, light.cloud, crest * 0.18);
    });
    if (!hasBoat) return;
    const size = 0.055;
    const hull = light.deep;
    canvas.blend(
      { left: boatX - size, right: boatX + size, top: horizon - size * 1.6, bottom: horizon + size },
      (x, y, out) => {
        const u = (x - boatX) / size;
        const v = (y - horizon) / size;
        out.set(hull);
        const mast = smooth(canvas.pixel * 1.5, 0, Math.abs(x - boatX)) * (v > -1.35 && v < 0.1 ? 1 : 0);
        const sail = v > -1.3 && v < -0.12 && u > 0.06 && u < 0.06 + (v + 1.3) * 0.42 ? 0.92 : 0;
        const jib = v > -1.1 && v < -0.12 && u < -0.05 && u > -0.05 - (v + 1.1) * 0.3 ? 0.85 : 0;
        const body = v > -0.05 && v < 0.12 && Math.abs(u - 0.03) < 0.52 - (v + 0.05) * 1.1 ? 1 : 0;
        const mirror = v >= 0.12 ? smooth(0.9, 0.12, v) * (Math.abs(u) < 0.42 ? 0.35 : 0) : 0;
        return Math.max(mast, sail, jib, body, mirror);
      },
    );
  },
};
