import type { Random } from '../random.ts';
import type { Canvas } from './canvas.ts';
import { add, mix, scale, set, smooth, type Color } from './color.ts';
import type { Noise } from './noise.ts';

/** The colours of a laid table. */
export interface TableLight {
  table: Color;
  grain: Color;
  cloth: Color;
  china: Color;
  /** Each in shadow and in light. */
  fruits: readonly (readonly [Color, Color])[];
  /** Citrus has pores; plums shine. */
  citrus: boolean;
  /** How dark shadows are, 0..1. */
  shadow: number;
}

/** A soft shadow, away from the window. */
export function shade(canvas: Canvas, x: number, y: number, radius: number, strength: number): void {
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
export function cloth(canvas: Canvas, light: TableLight, noise: Noise, random: Random): void {
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

/** A round dish from above, its rim at `well` of its radius. */
export function plate(
  canvas: Canvas,
  color: Color,
  x: number,
  y: number,
  radius: number,
  well: number,
): void {
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
