import type { Canvas } from './canvas.ts';
import { set, smooth, type Color } from './color.ts';

/** A point of light out of focus: a disc, brighter at its rim. */
export function disc(
  canvas: Canvas,
  x: number,
  y: number,
  radius: number,
  color: Color,
  share: number,
): void {
  canvas.blend(
    { left: x - radius * 1.1, right: x + radius * 1.1, top: y - radius * 1.1, bottom: y + radius * 1.1 },
    (px, py, out) => {
      const far = Math.hypot(px - x, py - y) / radius;
      const soft = Math.max(0.08, canvas.pixel / radius);
      set(out, color);
      return smooth(1, 1 - soft * 2, far) * share * (0.68 + 0.32 * smooth(0.5, 0.95, far));
    },
  );
}
