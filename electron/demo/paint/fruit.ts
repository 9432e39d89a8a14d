import type { Random } from '../random.ts';
import type { Canvas } from './canvas.ts';
import { add, blend, mix, scale, set, smooth } from './color.ts';
import type { Noise } from './noise.ts';
import { plate, shade, type TableLight } from './table.ts';

/** A bowl, empty. */
export function bowl(canvas: Canvas, light: TableLight, x: number, y: number, size: number): void {
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
export function heap(
  canvas: Canvas,
  light: TableLight,
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

/** Fruit lying about, none on another. */
export function scatter(canvas: Canvas, light: TableLight, noise: Noise, random: Random): void {
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
export function fruit(
  canvas: Canvas,
  light: TableLight,
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
  const { citrus } = light;
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
