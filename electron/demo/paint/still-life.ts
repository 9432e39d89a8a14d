import type { Random } from '../random.ts';
import type { Canvas } from './canvas.ts';
import { add, blend, mix, rgb, scale, set, smooth, type Color } from './color.ts';
import { createNoise, type Noise } from './noise.ts';
import type { SceneKindOf } from './scene-kind.ts';

interface Light {
  average: string;
  table: Color;
  grain: Color;
  cloth: Color;
  china: Color;
  fruits: readonly (readonly [Color, Color])[];
  shadow: number;
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

/** A soft shadow, away from the window. */
function shade(canvas: Canvas, x: number, y: number, radius: number, strength: number): void {
  const sx = x + radius * 0.2;
  const sy = y + radius * 0.24;
  const reach = radius * 1.5;
  canvas.blend(
    { left: sx - reach, right: sx + reach, top: sy - reach, bottom: sy + reach },
    (px, py, out) => {
      set(out, [0.012, 0.01, 0.014]);
      return smooth(1.32, 0.72, Math.hypot(px - sx, py - sy) / radius) * strength;
    },
  );
}

/** A folded napkin at an edge of the table. */
function cloth(canvas: Canvas, light: Light, noise: Noise, random: Random): void {
  const right = random() < 0.5;
  const lean = 0.25 + random() * 0.3;
  const from = canvas.aspect * (0.2 + random() * 0.12);
  canvas.blend({ left: 0, right: canvas.aspect, top: 0, bottom: 1 }, (x, y, out) => {
    const u = right ? canvas.aspect - x : x;
    const edge = from - y * lean * 0.5 + noise.fbm(y * 2.4, 7, 3) * 0.05 - u;
    if (edge < -0.03) return 0;
    if (edge < 0) {
      set(out, [0.01, 0.01, 0.012]);
      return smooth(-0.03, 0, edge) * light.shadow * 0.5;
    }
    const fold = noise.fbm(u * 4 + y * 1.2, y * 1.1 + 20, 4);
    const weave = (Math.sin(x * 900) + Math.sin(y * 900)) * 0.012 * smooth(0.004, 0.001, canvas.pixel);
    set(out, light.cloth);
    scale(out, 0.78 + fold * 0.5 + weave + smooth(0.012, 0, edge) * 0.1);
    if (Math.abs(edge - 0.045) < 0.006) mix(out, light.fruits[0]?.[0] ?? light.grain, 0.35);
    return smooth(0, canvas.pixel * 1.5, edge);
  });
}

function plate(canvas: Canvas, color: Color, x: number, y: number, radius: number, well: number): void {
  canvas.blend(
    { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius },
    (px, py, out) => {
      const dx = (px - x) / radius;
      const dy = (py - y) / radius;
      const far = Math.hypot(dx, dy);
      const facing = -(dx * 0.6 + dy * 0.8) / (far + 0.01);
      set(out, color);
      scale(out, 0.84 - 0.1 * (dx + dy) * 0.5);
      // Slopes face the window on one side of each ring and turn from it on the other.
      scale(out, 1 + facing * (smooth(0.94, 0.99, far) * 0.12 - smooth(0.1, 0, Math.abs(far - well)) * 0.16));
      add(out, [1, 1, 1], smooth(0.025, 0, Math.abs(far - 0.975)) * Math.max(0, facing) * 0.25);
      return smooth(1, 1 - (canvas.pixel * 2) / radius, far);
    },
  );
}

function coffee(
  canvas: Canvas,
  light: Light,
  noise: Noise,
  x: number,
  y: number,
  size: number,
  random: Random,
): void {
  shade(canvas, x, y, size, light.shadow);
  plate(canvas, light.china, x, y, size, 0.62);
  const cup = size * 0.6;
  shade(canvas, x + cup * 0.06, y + cup * 0.06, cup, light.shadow * 0.75);
  const handle = random() * 1.2 - 0.3;
  const hx = x + Math.cos(handle) * cup * 1.16;
  const hy = y + Math.sin(handle) * cup * 1.16;
  plate(canvas, light.china, hx, hy, cup * 0.2, 0.4);
  plate(canvas, light.china, x + Math.cos(handle) * cup, y + Math.sin(handle) * cup, cup * 0.19, 0.4);
  plate(canvas, light.china, x, y, cup, 0.93);
  const twist = random() * 6.28;
  const brew = cup * 0.88;
  const dark = rgb('#4a2411');
  const crema = rgb('#b97a41');
  const milk = rgb('#f3e0c2');
  canvas.blend({ left: x - brew, right: x + brew, top: y - brew, bottom: y + brew }, (px, py, out) => {
    const u0 = (px - x) / brew;
    const v0 = (py - y) / brew;
    const u = u0 * Math.cos(twist) + v0 * Math.sin(twist);
    const v = -u0 * Math.sin(twist) + v0 * Math.cos(twist);
    const far = Math.hypot(u, v);
    const swirl = noise.fbm(u * 3 + noise.at(u * 2, v * 2) * 0.7, v * 3, 4);
    set(out, crema);
    mix(out, dark, smooth(0.7, 1, far) * 0.75 + Math.max(0, swirl) * 0.5);
    // A rosetta: leaves on both sides of a stem.
    const leaf = 0.56 * Math.sqrt(Math.max(0, 1 - ((v + 0.02) / 0.66) ** 2)) * (1 - 0.3 * v);
    const vein = Math.sin((v + Math.abs(u) * 0.75) * 25 + swirl * 1.5);
    const white =
      smooth(0.02, -0.05, Math.abs(u) - leaf) *
      smooth(-0.35, 0.35, vein) *
      smooth(0, 0.05, Math.abs(u) + 0.02);
    mix(out, milk, white * 0.92);
    scale(out, 1 - smooth(0.25, -0.6, u0 + v0 + far * 0.4) * smooth(0.6, 1, far) * 0.5);
    add(out, [1, 0.95, 0.85], smooth(0.12, 0, Math.abs(far - 0.9)) * smooth(0.3, 1, -(u0 + v0)) * 0.12);
    return smooth(1, 1 - (canvas.pixel * 2) / brew, far);
  });
  const sx = x - Math.cos(handle) * size * 1.22;
  const beans = 7 + Math.floor(random() * 6);
  for (let n = 0; n < beans; n++) {
    bean(
      canvas,
      sx + (random() - 0.5) * size * 0.7,
      y + (random() - 0.2) * size * 1.1,
      size * 0.07,
      random() * 6.28,
    );
  }
}

function bean(canvas: Canvas, x: number, y: number, size: number, angle: number): void {
  shade(canvas, x, y, size, 0.5);
  const body = rgb('#4b2913');
  canvas.blend({ left: x - size, right: x + size, top: y - size, bottom: y + size }, (px, py, out) => {
    const u = ((px - x) * Math.cos(angle) + (py - y) * Math.sin(angle)) / size;
    const v = (-(px - x) * Math.sin(angle) + (py - y) * Math.cos(angle)) / size / 0.66;
    set(out, body);
    scale(out, 1.2 - ((px - x + py - y) / size) * 0.5);
    scale(out, 1 - 0.75 * smooth(0.16, 0.05, Math.abs(v + Math.sin(u * 3) * 0.12)));
    return smooth(1, 1 - (canvas.pixel * 2) / size, Math.hypot(u, v));
  });
}

function bowl(canvas: Canvas, light: Light, x: number, y: number, size: number): void {
  shade(canvas, x, y, size, light.shadow);
  plate(canvas, light.china, x, y, size, 0.9);
  const inner = size * 0.91;
  canvas.blend({ left: x - inner, right: x + inner, top: y - inner, bottom: y + inner }, (px, py, out) => {
    const dx = (px - x) / inner;
    const dy = (py - y) / inner;
    const far = Math.hypot(dx, dy);
    set(out, light.china);
    scale(out, 0.46 + 0.32 * (dx * 0.6 + dy * 0.8) * far);
    return smooth(1, 0.985, far);
  });
}

/** Fruit in a bowl: a ring of them and some on top. */
function heap(
  canvas: Canvas,
  light: Light,
  noise: Noise,
  x: number,
  y: number,
  radius: number,
  random: Random,
): void {
  const turn = random() * 6.28;
  for (let n = 0; n < 7; n++) {
    const angle = turn + (n / 7) * 6.283;
    fruit(
      canvas,
      light,
      noise,
      x + Math.cos(angle) * radius * 0.68,
      y + Math.sin(angle) * radius * 0.68,
      radius * (0.36 + random() * 0.06),
      random,
    );
  }
  for (let n = 0; n < 3; n++) {
    const angle = turn + 0.4 + n * 2.1;
    fruit(
      canvas,
      light,
      noise,
      x + Math.cos(angle) * radius * 0.3,
      y + Math.sin(angle) * radius * 0.3,
      radius * (0.38 + random() * 0.06),
      random,
    );
  }
}

function scatter(canvas: Canvas, light: Light, noise: Noise, random: Random): void {
  const placed: { x: number; y: number; radius: number }[] = [];
  for (let tries = 0; tries < 260 && placed.length < 15; tries++) {
    const radius = 0.07 + random() * 0.06;
    const gather = random();
    const x = canvas.aspect * (0.5 + (random() - 0.5) * (0.35 + gather * 0.6));
    const y = 0.52 + (random() - 0.5) * (0.3 + gather * 0.55);
    if (placed.some((one) => Math.hypot(one.x - x, one.y - y) < (one.radius + radius) * 0.94)) continue;
    placed.push({ x, y, radius });
  }
  placed.sort((a, b) => a.y - b.y);
  for (const { x, y, radius } of placed) fruit(canvas, light, noise, x, y, radius, random);
}

/** A round fruit: a lit ball with a skin. */
function fruit(
  canvas: Canvas,
  light: Light,
  noise: Noise,
  x: number,
  y: number,
  radius: number,
  random: Random,
): void {
  shade(canvas, x, y, radius, light.shadow);
  const [dark, bright] = light.fruits[Math.floor(random() * light.fruits.length)] ?? [
    light.grain,
    light.cloth,
  ];
  const deep = blend(dark, [0.01, 0.005, 0.01], 0.6);
  const navelX = (random() - 0.5) * 0.9;
  const navelY = (random() - 0.5) * 0.9;
  const offset = random() * 50;
  const citrus = light.set === 'bowl';
  canvas.blend(
    { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius },
    (px, py, out) => {
      const u = (px - x) / radius;
      const v = (py - y) / radius;
      const far = Math.hypot(u, v);
      const up = Math.sqrt(Math.max(0, 1 - far * far));
      const pores =
        noise.at(u * 17 + offset, v * 17) * (citrus ? 0.1 : 0.02) +
        noise.fbm(u * 2 + offset, v * 2, 3) * 0.24;
      const facing = Math.max(0, -u * 0.45 - v * 0.5 + up * 0.74 + pores * 0.35);
      set(out, deep);
      mix(out, dark, smooth(0, 0.4, facing));
      mix(out, bright, smooth(0.35, 1.05, facing) * 0.9);
      const shine = Math.max(0, -u * 0.36 - v * 0.42 + up * 0.83 + pores * 0.06);
      add(out, [1, 0.97, 0.9], shine ** 26 * (citrus ? 0.35 : 0.5) + (citrus ? 0 : shine ** 5 * 0.05));
      const navel = Math.hypot(u - navelX, v - navelY);
      mix(out, deep, smooth(0.12, 0.03, navel) * 0.75);
      add(out, bright, smooth(0.06, 0, Math.abs(navel - 0.14)) * 0.12);
      // Light thrown back from the table on the side away from the window.
      add(out, light.table, smooth(0.75, 1, far) * smooth(0.1, 1, u + v) * 0.25);
      return smooth(1, 1 - (canvas.pixel * 2) / radius, far);
    },
  );
}
