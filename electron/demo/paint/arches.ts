import { add, gradient, mix, rgb, scale, set, smooth, type Color, type Pixel } from './color.ts';
import { createNoise } from './noise.ts';
import type { SceneKindOf } from './scene-kind.ts';

interface Light {
  average: string;
  wall: Color;
  shade: Color;
  floor: Color;
  sun: Color;
  sky: readonly (readonly [number, string])[];
  sea: Color;
}

/** A gallery of arches, one within the other, sunlight lying across the floor. */
export const arches: SceneKindOf<Light> = {
  moods: [
    {
      average: '#C0AA8C',
      wall: rgb('#e8cfa6'),
      shade: rgb('#8d6a52'),
      floor: rgb('#c99c6f'),
      sun: rgb('#fff0cf'),
      sky: [
        [0, '#4f93c9'],
        [1, '#cfe4ea'],
      ],
      sea: rgb('#3f8e9d'),
    },
    {
      average: '#979FA3',
      wall: rgb('#a9bccb'),
      shade: rgb('#3c5068'),
      floor: rgb('#7f95a5'),
      sun: rgb('#f5ecdc'),
      sky: [
        [0, '#e9c9a2'],
        [1, '#f7ead2'],
      ],
      sea: rgb('#8aa28a'),
    },
    {
      average: '#C68B80',
      wall: rgb('#eba193'),
      shade: rgb('#9a4256'),
      floor: rgb('#d77f78'),
      sun: rgb('#ffd7b5'),
      sky: [
        [0, '#3f7fb8'],
        [1, '#f3c9b0'],
      ],
      sea: rgb('#3b6f95'),
    },
  ],
  paint: (canvas, light, random) => {
    const noise = createNoise(random);
    const sky = gradient(light.sky);
    const middle = canvas.aspect * (0.42 + random() * 0.16);
    const eye = 0.56 + random() * 0.06;
    const side = random() < 0.5 ? 1 : -1;
    const count = 5;
    const first = Math.min(0.62, canvas.aspect * 0.46);
    const shrink = 0.62 + random() * 0.05;
    const slant = 0.55 + random() * 0.5;
    const stone: Pixel = new Float32Array(3);
    /** How far a point is inside the opening of half-width `half`: positive inside. */
    const inside = (x: number, y: number, half: number) => {
      const spring = eye - half * 0.62;
      const across = Math.abs(x - middle);
      if (y > eye + half * 0.62) return eye + half * 0.62 - y;
      return y > spring ? half - across : half - Math.hypot(across, y - spring);
    };
    canvas.fill((x, y, out) => {
      // The innermost opening: sky over the sea.
      sky((y - eye + 0.3) / 0.3, out);
      if (y > eye) {
        set(out, light.sea);
        add(
          out,
          light.sun,
          smooth(0.1, 0.6, noise.at(x * 40, y * 260)) * 0.35 * Math.exp(-Math.abs(x - middle) * 9),
        );
      }
      // A wall that stands whole in front hides those behind it: start with the nearest that does.
      let start = 0;
      let half = first;
      while (start < count - 1 && inside(x, y, half) > -canvas.pixel) {
        start++;
        half *= shrink;
      }
      for (let n = start; n >= 0; n--) {
        const open = inside(x, y, half);
        const hidden = smooth(canvas.pixel, -canvas.pixel, open);
        const depth = n / (count - 1);
        if (hidden > 0) {
          const outer = half / shrink;
          const floorLine = eye + half * 0.62;
          const thick = half * 0.13;
          set(stone, light.wall);
          mix(stone, light.shade, 0.25 + 0.12 * n);
          const grain = noise.fbm(x * 14 + n * 9, y * 14, 4) * 0.1 + noise.at(x * 60, y * 60 + n) * 0.03;
          // The reveal: the thickness of the wall, lit on the side away from the sun.
          if (open > -thick) {
            const lit = smooth(-0.25, 0.25, ((x - middle) / half) * side);
            set(stone, light.shade);
            mix(stone, light.sun, lit * 0.85);
            mix(stone, light.wall, 0.2);
          } else {
            const sunX = middle + side * outer * 0.25 + (y - eye) * slant * side;
            const beam = smooth(-0.08, 0.06, (x - sunX) * side * (n % 2 === 0 ? 1 : -1) - 0.05);
            mix(stone, light.sun, beam * 0.55);
            mix(stone, light.shade, (1 - beam) * 0.25 + smooth(-outer * 0.2, -outer * 1.2, y - eye) * 0.25);
          }
          if (y > floorLine) {
            set(stone, light.floor);
            const along = (y - floorLine) / (outer * 0.62 - half * 0.62 + 0.001);
            mix(stone, light.shade, 0.35 - 0.2 * along);
            // Sun through the openings at the side falls in bars.
            const bar = inside(
              middle + ((x - middle) * 0.5) / (0.3 + along) - side * 0.12 * along,
              eye - half * 0.2 + along * half * 0.5,
              half * 0.8,
            );
            mix(stone, light.sun, smooth(-0.01, 0.03, bar) * (n % 2 === 0 ? 0.75 : 0.35));
            const tile = Math.abs(((((x - middle) / (y - eye)) * 2.2 + 40) % 1) - 0.5);
            scale(stone, 1 - smooth(0.47, 0.5, tile) * 0.12);
          }
          scale(stone, 1 + grain - depth * 0.1);
          mix(out, stone, hidden);
        }
        half /= shrink;
      }
    });
  },
};
