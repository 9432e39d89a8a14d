import { hash } from '../random.ts';
import { profile } from './canvas.ts';
import { add, gradient, mix, rgb, smooth, type Color } from './color.ts';
import { createNoise } from './noise.ts';
import type { SceneKindOf } from './scene-kind.ts';

interface Light {
  average: string;
  sky: readonly (readonly [number, string])[];
  milky: Color;
  core: Color;
  ground: Color;
  glow: Color;
}

/** Stars and the Milky Way over a ridge, a tent with a lamp in it. */
export const nightSky: SceneKindOf<Light> = {
  moods: [
    {
      average: '#475165',
      sky: [
        [0, '#0a1230'],
        [0.6, '#1b3157'],
        [1, '#3f6276'],
      ],
      milky: rgb('#8fa3d8'),
      core: rgb('#f3cfae'),
      ground: rgb('#05070e'),
      glow: rgb('#6f96a0', 0.5),
    },
    {
      average: '#725F76',
      sky: [
        [0, '#101a44'],
        [0.5, '#3a4683'],
        [0.8, '#b06a7c'],
        [1, '#f3a168'],
      ],
      milky: rgb('#7d86c4'),
      core: rgb('#d3a7b7'),
      ground: rgb('#0a0813'),
      glow: rgb('#ffb070', 0.6),
    },
  ],
  paint: (canvas, light, random) => {
    const noise = createNoise(random);
    const sky = gradient(light.sky);
    const seed = Math.floor(random() * 1e9);
    const lean = (random() < 0.5 ? 1 : -1) * (0.5 + random() * 0.6);
    const middle = canvas.aspect * (0.35 + random() * 0.3);
    const land = 0.78 + random() * 0.08;
    const drift = random() * 50;
    const ridge = profile(canvas, (x) => land - 0.16 * (noise.ridge(x * 1.1 + drift, drift, 6) - 0.35));
    const front = profile(canvas, (x) => land + 0.1 - 0.07 * noise.fbm(x * 1.3 + drift, 8, 5));
    const back = [
      light.ground[0] * 3 + 0.004,
      light.ground[1] * 3 + 0.007,
      light.ground[2] * 3 + 0.012,
    ] as const;
    canvas.fill((x, y, out) => {
      sky(y / land, out);
      add(out, light.glow, 0.8 * Math.exp((y - land) * 9) * (0.6 + 0.4 * noise.at(x * 1.5, 2)));
      // Across and along the band of the Milky Way.
      const across = (x - middle - (y - 0.4) * lean) / Math.hypot(1, lean);
      const along = (y - 0.4) * 1.2 + (x - middle) * lean * 0.3;
      const band = Math.exp(-((across / 0.2) ** 2));
      if (band > 0.01) {
        const cloud = noise.fbm(across * 5 + drift, along * 3, 5) + 0.5;
        const dust = smooth(
          0.1,
          0.5,
          noise.fbm(across * 6 - drift, along * 3.4 + 9, 5) + 0.32 * Math.exp(-((across / 0.05) ** 2)),
        );
        const shine = band * cloud * cloud * (1 - dust * 0.8);
        add(out, light.milky, shine * 0.5);
        add(
          out,
          light.core,
          shine * Math.exp(-((across / 0.09) ** 2)) * Math.exp(-((along - 0.2) ** 2) * 3) * 0.5,
        );
      }
      // Stars: at most one a cell, in three sizes of cells.
      const high = smooth(0.02, 0.35, land - y);
      for (let size = 0; size < 3; size++) {
        const cell = [0.011, 0.024, 0.085][size] ?? 0.05;
        const column = Math.floor(x / cell);
        const row = Math.floor(y / cell);
        const spot = hash(seed, size, column, row);
        if ((spot & 1023) / 1023 > 0.32 + band * 0.4) continue;
        const sx = (column + 0.25 + ((spot >>> 10) & 127) / 256) * cell;
        const sy = (row + 0.25 + ((spot >>> 17) & 127) / 256) * cell;
        const radius = Math.max(canvas.pixel * 0.62, 0.0009 + size * 0.0005);
        const bright = ([0.35, 0.75, 2.2][size] ?? 1) * (0.25 + ((spot >>> 24) / 255) ** 2);
        const far = Math.hypot(x - sx, y - sy) / radius;
        if (far > 6) continue;
        const warm = (spot & 3) === 0 ? light.core : ([0.85, 0.92, 1] as const);
        add(out, warm, bright * high * (Math.exp(-far * far) + (size === 2 ? 0.1 / (1 + far * far) : 0)));
      }
      const far = smooth(-canvas.pixel, canvas.pixel, y - ridge(x));
      mix(out, back, far);
      add(out, light.glow, far * 0.06 * smooth(0.25, 0, y - ridge(x)));
      mix(out, light.ground, smooth(-canvas.pixel, canvas.pixel, y - front(x)));
    });
    if (random() < 0.35) return;
    const tentX = canvas.aspect * (0.15 + random() * 0.7);
    const foot = front(tentX) + 0.016;
    const size = 0.05;
    canvas.blend(
      { left: tentX - 0.2, right: tentX + 0.2, top: foot - 0.2, bottom: foot + 0.12 },
      (x, y, out) => {
        const u = (x - tentX) / size;
        const v = (foot - y) / size;
        const soft = canvas.pixel / size;
        const wall = 1 - v - Math.abs(u) * 0.78;
        const inside = smooth(-soft, soft, wall) * smooth(-soft, soft, v);
        const lamp = Math.exp(-(u * u * 1.6 + (v - 0.25) ** 2 * 2.2));
        const seam = smooth(0.05, 0, Math.abs(u + 0.1 * v)) * 0.25;
        out[0] = 0.35 + lamp * 1.5 - seam;
        out[1] = 0.12 + lamp * 0.75 - seam;
        out[2] = 0.03 + lamp * 0.22;
        const halo = Math.exp(-Math.hypot(u, v * 1.3) * 1.5) * 0.3 * (v < 0 ? 1 : 0.55);
        return Math.max(inside, halo * (1 - inside));
      },
    );
  },
};
