import { coffee } from './coffee.ts';
import { mix, rgb, scale, set, smooth } from './color.ts';
import { bowl, fruit, heap, scatter } from './fruit.ts';
import { createNoise } from './noise.ts';
import type { SceneKindOf } from './scene-kind.ts';
import { cloth, type TableLight } from './table.ts';

interface Light extends TableLight {
  average: string;
  set: 'coffee' | 'bowl' | 'scattered';
}

/** A table from above by a window: coffee, a bowl of citrus, or plums on dark wood. */
export const stillLife: SceneKindOf<Light> = {
  moods: [
    {
      average: '#B59779',
      table: rgb('#c79a6b'),
      grain: rgb('#8a5c38'),
      cloth: rgb('#e9e2d3'),
      china: rgb('#f6f2ea'),
      fruits: [[rgb('#b5713a'), rgb('#e2a865')]],
      shadow: 0.55,
      citrus: false,
      set: 'coffee',
    },
    {
      average: '#7E908F',
      table: rgb('#5f8fa8'),
      grain: rgb('#47758f'),
      cloth: rgb('#eef0ea'),
      china: rgb('#f2efe6'),
      fruits: [
        [rgb('#e2761b'), rgb('#ffb347')],
        [rgb('#e6b422'), rgb('#ffe169')],
        [rgb('#cf5a1c'), rgb('#ff9a4d')],
        [rgb('#8cab2c'), rgb('#cfe36b')],
      ],
      shadow: 0.5,
      citrus: true,
      set: 'bowl',
    },
    {
      average: '#433235',
      table: rgb('#3a2a24'),
      grain: rgb('#1c1412'),
      cloth: rgb('#6f6a66'),
      china: rgb('#4d5a5f'),
      fruits: [
        [rgb('#3b1d3f'), rgb('#83507f')],
        [rgb('#5a1527'), rgb('#b0475a')],
        [rgb('#2a2346'), rgb('#6f679c')],
        [rgb('#7a3b1d'), rgb('#c98a4a')],
      ],
      shadow: 0.75,
      citrus: false,
      set: 'scattered',
    },
  ],
  paint: (canvas, light, random) => {
    const noise = createNoise(random);
    const angle = (random() - 0.5) * 0.5 + (random() < 0.5 ? Math.PI / 2 : 0);
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    canvas.fill((x, y, out) => {
      const u = x * cos + y * sin;
      const v = -x * sin + y * cos;
      const plank = Math.floor(v * 4.2 + 50);
      const knots = noise.fbm(u * 1.6 + plank * 7.3, v * 14, 4);
      const rings = Math.sin((v * 60 + knots * 14 + plank * 3) * 1.3) * 0.5 + 0.5;
      set(out, light.table);
      mix(
        out,
        light.grain,
        0.1 + rings * 0.25 + smooth(0.1, 0.6, knots) * 0.35 + noise.at(plank * 3.7, 1.5) * 0.18,
      );
      mix(out, light.grain, smooth(0.035, 0.008, Math.abs(v * 4.2 + 50 - plank - 0.5) * -1 + 0.5) * 0.8);
      // Light from a window at the upper left.
      scale(out, 1.22 - 0.5 * ((x / canvas.aspect) * 0.6 + y * 0.4));
    });
    cloth(canvas, light, noise, random);
    const x = canvas.aspect * (0.4 + random() * 0.2);
    const y = 0.46 + random() * 0.1;
    const size = Math.min(0.34, canvas.aspect * 0.36);
    if (light.set === 'coffee') coffee(canvas, light, noise, x, y, size, random);
    else if (light.set === 'bowl') {
      bowl(canvas, light, x, y, size);
      heap(canvas, light, noise, x, y, size * 0.78, random);
      fruit(canvas, light, noise, x + size * 1.35, y + size * 0.75, size * 0.3, random);
    } else scatter(canvas, light, noise, random);
  },
};
