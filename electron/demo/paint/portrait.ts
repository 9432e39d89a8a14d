import { disc } from './bokeh.ts';
import { add, gradient, mix, rgb, set, smooth, type Color } from './color.ts';
import { createNoise } from './noise.ts';
import type { SceneKindOf } from './scene-kind.ts';

interface Light {
  average: string;
  room: readonly (readonly [number, string])[];
  lamps: readonly Color[];
  rim: Color;
  hair: Color;
  skin: Color;
  coat: Color;
}

/** Someone looking away from us into the light: hair, neck and shoulders, lamps out of focus. */
export const portrait: SceneKindOf<Light> = {
  moods: [
    {
      average: '#71534B',
      room: [
        [0, '#2a2440'],
        [0.5, '#7a4a52'],
        [1, '#2b1d2b'],
      ],
      lamps: [rgb('#ffb25e', 1.2), rgb('#ffd9a0', 1.1), rgb('#ff7d5c'), rgb('#9f86d8', 0.8)],
      rim: rgb('#ffc487'),
      hair: rgb('#1c1118'),
      skin: rgb('#8a5240'),
      coat: rgb('#25202f'),
    },
    {
      average: '#ADB0A1',
      room: [
        [0, '#c9d6cf'],
        [0.6, '#93a89a'],
        [1, '#5d7168'],
      ],
      lamps: [rgb('#ffffff'), rgb('#e9f2d8'), rgb('#c3dcc4'), rgb('#fbe9c6')],
      rim: rgb('#fff6e2'),
      hair: rgb('#5a3820'),
      skin: rgb('#d79f7f'),
      coat: rgb('#d8cdb9'),
    },
    {
      average: '#4F5754',
      room: [
        [0, '#0f2230'],
        [0.55, '#28505c'],
        [1, '#122028'],
      ],
      lamps: [rgb('#ffcf8f', 1.1), rgb('#7fd0d8', 0.8), rgb('#ffe8c2'), rgb('#3f8fa8')],
      rim: rgb('#ffdcae'),
      hair: rgb('#14100e'),
      skin: rgb('#7b4c36'),
      coat: rgb('#7a3b2c'),
    },
  ],
  paint: (canvas, light, random) => {
    const noise = createNoise(random);
    const room = gradient(light.room);
    const side = random() < 0.5 ? 1 : -1;
    canvas.fill((x, y, out) => {
      room(y, out);
      const lampX = canvas.aspect * (0.5 + side * 0.38);
      add(out, light.lamps[1] ?? light.rim, 0.35 * Math.exp(-Math.hypot(x - lampX, y - 0.3) * 2.4));
      mix(out, light.lamps[2] ?? light.rim, smooth(0, 0.6, noise.fbm(x * 1.7, y * 1.7, 3)) * 0.25);
    });
    for (let n = 0; n < 34; n++) {
      disc(
        canvas,
        random() * canvas.aspect,
        random() * 0.9,
        0.025 + random() ** 2 * 0.085,
        light.lamps[n % light.lamps.length] ?? light.rim,
        0.12 + random() * 0.38,
      );
    }
    const size = (0.2 + random() * 0.04) * Math.min(1, canvas.aspect * 1.2);
    const headX = canvas.aspect * 0.5 - side * Math.min(0.12, canvas.aspect * 0.08);
    const headY = 0.4 + random() * 0.05;
    const bun = random();
    const wave = random() * 20;
    /** Positive inside the hair. */
    const hair = (u: number, v: number) => {
      const skull = 1 - Math.hypot(u / 0.82, (v + 0.05) / (v < 0 ? 0.98 : 1.08));
      const long =
        bun < 0.5
          ? Math.min(
              0.86 + 0.12 * Math.sin(v * 3 + wave) - Math.abs(u) - smooth(1.1, 2, v) * 0.45,
              Math.min(v + 0.3, 1.75 - v + noise.at(u * 7, wave) * 0.14),
            )
          : -1;
      const knot = bun > 0.75 ? 0.36 - Math.hypot(u - side * 0.15, v + 0.98) : -1;
      const loose = noise.at(u * 9 + wave, v * 4) * 0.045;
      return Math.max(skull, long, knot) + loose;
    };
    const neck = (u: number, v: number) => Math.min(0.4 + smooth(1, 1.7, v) * 0.35 - Math.abs(u), v - 0.4);
    const shoulder = (u: number, v: number) => {
      const slope = 1.42 + 0.55 * (Math.abs(u) / 2.1) ** 2.2 + smooth(1.75, 2.5, Math.abs(u)) * 1.6;
      return v - slope + smooth(0.6, 0, Math.abs(u)) * 0.12;
    };
    canvas.blend({ left: 0, right: canvas.aspect, top: 0, bottom: 1 }, (x, y, out) => {
      const u = (x - headX) / size;
      const v = (y - headY) / size;
      const soft = canvas.pixel / size + 0.018;
      const h = hair(u, v);
      const n = neck(u, v);
      const s = shoulder(u, v);
      const edge = Math.max(h, n * 1.2, s);
      if (edge < -soft) return 0;
      const towards = smooth(-1.2, 1.4, u * side);
      if (h > -soft && h >= Math.min(0.02, edge)) {
        set(out, light.hair);
        const strand = noise.at(u * 26 + noise.at(u * 3, v * 2) * 5, v * 2.2 + wave);
        const part = noise.at(u * 70, v * 4 + wave);
        add(out, light.rim, Math.max(0, 0.035 + strand * 0.05 + part * 0.025) * (0.3 + towards * 1.5));
        add(out, light.rim, smooth(0.2, 0, h) * towards ** 2 * (0.65 + strand * 0.4));
      } else if (s > -soft) {
        set(out, light.coat);
        const fold = noise.fbm(u * 2.2, v * 2.6 + wave, 4);
        const weave = noise.at(u * 60, v * 60) * 0.05;
        add(out, light.coat, fold * 0.55 + weave);
        add(out, light.rim, smooth(0.22, 0, s) * towards ** 2 * 0.6 + towards * 0.05);
        mix(out, light.hair, smooth(0.5, -0.2, s) * smooth(1, 0.2, Math.abs(u)) * 0.35);
      } else {
        set(out, light.skin);
        mix(out, light.hair, smooth(0.25, -0.35, u * side) * 0.62 + smooth(1, 0.6, v) * 0.4);
        add(out, light.rim, smooth(0.12, 0, n) * towards ** 2 * 0.5);
      }
      return smooth(-soft, soft, edge);
    });
  },
};
