import type { Random } from '../random.ts';
import type { Canvas } from './canvas.ts';
import { add, blend, mix, rgb, scale, set, smooth, type Color } from './color.ts';
import { createNoise } from './noise.ts';
import type { SceneKindOf } from './scene-kind.ts';

interface Light {
  average: string;
  paper: Color;
  ink: Color;
  accent: Color;
  soft: Color;
}

/** A page of a document: headline, columns of text, a chart or a picture. */
export const documentPage: SceneKindOf<Light> = {
  moods: [
    {
      average: '#DCD3CF',
      paper: rgb('#fdfcf8'),
      ink: rgb('#3d4148'),
      accent: rgb('#b5532f'),
      soft: rgb('#d9d3c7'),
    },
  ],
  paint: (canvas, light, random) => {
    const noise = createNoise(random);
    canvas.fill((x, y, out) => {
      set(out, light.paper);
      scale(out, 0.985 + noise.at(x * 3, y * 3) * 0.01);
    });
    const left = canvas.aspect * 0.11;
    const right = canvas.aspect * 0.89;
    bar(canvas, left, 0.055, canvas.aspect * 0.16, 0.006, light.accent, 1);
    bar(canvas, right - canvas.aspect * 0.09, 0.055, canvas.aspect * 0.09, 0.006, light.soft, 1);
    let y = 0.1;
    for (let line = 0; line < 1 + Math.floor(random() * 2); line++, y += 0.042) {
      text(canvas, left, y, (right - left) * (line === 0 ? 0.86 : 0.5), 0.026, light.ink, random);
    }
    y += 0.02;
    const blocks: ('picture' | 'chart' | 'words')[] =
      random() < 0.5 ? ['picture', 'words', 'chart', 'words'] : ['words', 'chart', 'words', 'picture'];
    for (const block of blocks) {
      if (y > 0.86) break;
      if (block === 'words') y = paragraphs(canvas, light, left, right, y, random);
      else {
        const high = Math.min(0.23 + random() * 0.06, 0.92 - y);
        if (block === 'chart') chart(canvas, light, left, right, y, high, random);
        else picture(canvas, light, left, right, y, high, random);
        y += high + 0.035;
      }
    }
    bar(canvas, canvas.aspect * 0.49, 0.955, canvas.aspect * 0.02, 0.006, light.ink, 0.6);
  },
};

function bar(
  canvas: Canvas,
  x: number,
  y: number,
  wide: number,
  high: number,
  color: Color,
  share: number,
): void {
  const soft = canvas.pixel * 0.5;
  canvas.blend(
    { left: x - soft, right: x + wide + soft, top: y - soft, bottom: y + high + soft },
    (px, py, out) => {
      set(out, color);
      const across = Math.min(px - x, x + wide - px);
      const down = Math.min(py - y, y + high - py);
      return smooth(-soft, soft, across) * smooth(-soft, soft, down) * share;
    },
  );
}

/** A line of words as grey bars. */
function text(
  canvas: Canvas,
  x: number,
  y: number,
  wide: number,
  high: number,
  color: Color,
  random: Random,
): void {
  for (let at = 0; at < wide;) {
    const word = Math.min(high * (1.2 + random() * 4), wide - at);
    bar(canvas, x + at, y, word, high * 0.62, color, 0.86);
    at += word + high * 0.55;
  }
}

function paragraphs(
  canvas: Canvas,
  light: Light,
  left: number,
  right: number,
  from: number,
  random: Random,
): number {
  const gap = (right - left) * 0.07;
  const wide = (right - left - gap) / 2;
  const lines = 7 + Math.floor(random() * 4);
  const color = blend(light.ink, light.paper, 0.32);
  for (let column = 0; column < 2; column++) {
    for (let line = 0; line < lines && from + line * 0.017 < 0.93; line++) {
      const last = line === lines - 1 && column === 1;
      text(
        canvas,
        left + column * (wide + gap),
        from + line * 0.017,
        wide * (last ? 0.55 : 0.94 + random() * 0.06),
        0.0105,
        color,
        random,
      );
    }
  }
  return from + lines * 0.017 + 0.03;
}

function chart(
  canvas: Canvas,
  light: Light,
  left: number,
  right: number,
  y: number,
  high: number,
  random: Random,
): void {
  const count = 7 + Math.floor(random() * 4);
  const step = (right - left) / count;
  for (let line = 0; line <= 4; line++)
    bar(canvas, left, y + (high * line) / 4.2, right - left, 0.0014, light.soft, 1);
  for (let n = 0; n < count; n++) {
    const tall = high * (0.25 + 0.55 * (n / count) + random() * 0.2) * 0.92;
    const color = n === count - 2 ? light.accent : blend(light.accent, light.soft, 0.72);
    bar(canvas, left + n * step + step * 0.2, y + high * 0.952 - tall, step * 0.6, tall, color, 1);
  }
}

function picture(
  canvas: Canvas,
  light: Light,
  left: number,
  right: number,
  y: number,
  high: number,
  random: Random,
): void {
  const noise = createNoise(random);
  const sunX = left + (right - left) * (0.3 + random() * 0.4);
  canvas.blend({ left, right, top: y, bottom: y + high }, (px, py, out) => {
    const v = (py - y) / high;
    set(out, blend(light.accent, light.paper, 0.55 + v * 0.35));
    add(out, light.paper, 0.5 * Math.exp(-Math.hypot(px - sunX, (py - y - high * 0.45) * 1) * 16));
    for (let n = 0; n < 3; n++) {
      const ridge = 0.5 + n * 0.16 - noise.fbm(px * (3 + n) + n * 9, n, 4) * 0.5;
      mix(out, blend(light.ink, light.accent, 0.75 - n * 0.3), smooth(-0.01, 0.01, v - ridge));
    }
    return 1;
  });
}
