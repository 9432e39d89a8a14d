import type { Random } from '../random.ts';
import type { Canvas } from './canvas.ts';
import { add, mix, rgb, scale, set, smooth } from './color.ts';
import type { Noise } from './noise.ts';
import { plate, shade, type TableLight } from './table.ts';

/** A cup on its saucer, a rosetta in the milk, some beans beside it. */
export function coffee(
  canvas: Canvas,
  light: TableLight,
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
