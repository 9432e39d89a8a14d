import type { Random } from '../random.ts';
import type { Canvas } from './canvas.ts';
import { add, mix, set, smooth, type Color } from './color.ts';

/** The colours of a flower. */
export interface FlowerLight {
  petal: Color;
  petalDark: Color;
  heart: Color;
  stem: Color;
  sun: Color;
  flower: 'poppy' | 'lavender' | 'daisy';
}

/** Where one stands: `depth` is 0 far away and 1 before the lens, `blur` how far its edges run. */
export interface Bloom {
  x: number;
  y: number;
  size: number;
  blur: number;
  depth: number;
}

/** Paints one flower with its stem. */
export function flower(canvas: Canvas, light: FlowerLight, bloom: Bloom, random: Random): void {
  const { x, y, size, depth } = bloom;
  const blur = bloom.blur + canvas.pixel * 0.6;
  const bend = (random() - 0.5) * 0.12;
  const strength = 0.75 + 0.25 * depth;
  canvas.blend({ left: x - 0.14, right: x + 0.14, top: y, bottom: 1 }, (px, py, out) => {
    const down = py - y;
    const middle = x + bend * down * (1 + down);
    set(out, light.stem);
    add(out, light.sun, 0.05);
    return smooth(size * 0.045 + blur, size * 0.045 - blur, Math.abs(px - middle)) * strength;
  });
  if (light.flower === 'lavender') {
    lavender(canvas, light, bloom, bend, random);
    return;
  }
  const petals = light.flower === 'poppy' ? 5 : 17 + Math.floor(random() * 5);
  const twist = random() * 6.28;
  const squash = light.flower === 'poppy' ? 0.72 + random() * 0.2 : 0.5 + random() * 0.45;
  const tilt = (random() - 0.5) * 0.8;
  const reach = size * 1.25 + blur * 2;
  canvas.blend({ left: x - reach, right: x + reach, top: y - reach, bottom: y + reach }, (px, py, out) => {
    const dx = px - x;
    const dy = py - y;
    const u = (dx * Math.cos(tilt) + dy * Math.sin(tilt)) / size;
    const v = (-dx * Math.sin(tilt) + dy * Math.cos(tilt)) / size / squash;
    const far = Math.hypot(u, v);
    const angle = Math.atan2(v, u) + twist;
    const wave = (angle * petals) / (2 * Math.PI);
    const within = Math.abs(wave - Math.floor(wave) - 0.5) * 2;
    const soft = blur / size;
    if (light.flower === 'poppy') {
      const rim = 0.86 + 0.11 * Math.cos(angle * petals) + 0.04 * Math.cos(angle * 13 + far * 3);
      set(out, light.petalDark);
      mix(out, light.petal, smooth(0.05, 0.75, far) * (0.72 + 0.28 * Math.cos(angle * petals)));
      const vein = Math.cos(angle * 46) * 0.06 * smooth(0.2, 0.8, far);
      add(out, light.petal, vein + smooth(0.5, -0.9, v) * 0.35);
      add(out, light.sun, smooth(0.6, 1, far) * 0.08);
      mix(out, light.heart, smooth(0.26 + soft, 0.16 - soft, far) * 0.92);
      return smooth(rim + soft, rim - soft, far) * strength;
    }
    const length = 0.98 - 0.05 * Math.cos(Math.floor(wave) * 2.4);
    const petal =
      smooth(0.92 + soft * 2.5, 0.62 - soft, within * (0.55 + far * 0.5)) *
      smooth(length + soft, length - soft, far);
    set(out, light.petal);
    mix(out, light.petalDark, smooth(0.35, 1, within) * 0.55 + smooth(0.55, 0.25, far) * 0.35);
    const heart = smooth(0.33 + soft, 0.29 - soft, far);
    mix(out, light.heart, heart);
    add(out, light.sun, heart * smooth(0.2, -0.35, v) * 0.18);
    return Math.max(petal, heart) * strength;
  });
}

/** A spike of small blossoms in whorls. */
function lavender(
  canvas: Canvas,
  light: FlowerLight,
  { x, y, size, blur, depth }: Bloom,
  bend: number,
  random: Random,
): void {
  const seed = random() * 100;
  const tall = size * 2.6;
  const soft = blur + canvas.pixel * 0.6;
  canvas.blend(
    { left: x - size * 1.2, right: x + size * 1.2, top: y - tall, bottom: y + size },
    (px, py, out) => {
      const up = (y - py) / tall;
      if (up < -0.15 || up > 1) return 0;
      const middle = x - bend * up * tall;
      const whorl = 0.5 + 0.5 * Math.cos(up * 44 + seed);
      const reach = size * 0.36 * (0.45 + 0.55 * whorl) * smooth(1.02, 0.55, up) * smooth(-0.16, 0.06, up);
      const across = (px - middle) / (reach + 1e-4);
      const bud = 0.5 + 0.5 * Math.cos(across * 7 + Math.floor(up * 7) * 1.9);
      set(out, light.petalDark);
      mix(out, light.petal, 0.25 + 0.6 * bud * whorl);
      mix(out, light.heart, smooth(0.6, 1, bud * whorl) * 0.6);
      add(out, light.sun, smooth(0.2, -1, across) * 0.1);
      return smooth(reach + soft, reach - soft, Math.abs(px - middle)) * (0.7 + 0.3 * depth);
    },
  );
}
