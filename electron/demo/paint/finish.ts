import type { Canvas } from './canvas.ts';

/** Light to screen values: a soft shoulder so that lamps do not clip, then sRGB; indexed by light x 1,024, up to 4. */
const film = new Float32Array(4 * 1024 + 1);
for (let n = 0; n < film.length; n++) {
  const light = n / 1024;
  const kept = light < 0.6 ? light : 0.6 + 0.4 * (1 - Math.exp(-(light - 0.6) / 0.4));
  film[n] = 255 * (kept <= 0.0031308 ? kept * 12.92 : 1.055 * kept ** (1 / 2.4) - 0.055);
}

/** Develops a painted canvas: darker corners, a little grain, screen values (RGBA). */
export function finish(
  canvas: Canvas,
  { vignette, grain, seed }: { vignette: number; grain: number; seed: number },
): Uint8Array {
  const { width, height, light, aspect } = canvas;
  const pixels = new Uint8Array(width * height * 4);
  let state = seed | 1;
  for (let row = 0, at = 0, to = 0; row < height; row++) {
    const dy = (canvas.y(row) - 0.5) * 2;
    for (let column = 0; column < width; column++, to += 4) {
      const dx = (canvas.x(column) / aspect - 0.5) * 2;
      const dim = 1 - vignette * (dx * dx + dy * dy) * (dx * dx + dy * dy) * 0.25;
      // xorshift: one step a pixel is all the randomness that grain needs.
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      const speck = ((state & 255) - 127.5) * grain;
      for (let part = 0; part < 3; part++) {
        const value = film[Math.min(4096, Math.max(0, (light[at++] ?? 0) * dim * 1024)) | 0] ?? 0;
        const grained = value + speck;
        pixels[to + part] = grained < 0 ? 0 : grained > 255 ? 255 : grained;
      }
      pixels[to + 3] = 255;
    }
  }
  return pixels;
}

/** The same picture turned clockwise by 0, 90, 180 or 270 degrees. */
export function turn(pixels: Uint8Array, width: number, height: number, degrees: number): Uint8Array {
  if (degrees === 0) return pixels;
  const from = new Uint32Array(pixels.buffer);
  const to = new Uint32Array(from.length);
  const sideways = degrees !== 180;
  const wide = sideways ? height : width;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const column = degrees === 90 ? height - 1 - y : degrees === 270 ? y : width - 1 - x;
      const row = degrees === 90 ? x : degrees === 270 ? width - 1 - x : height - 1 - y;
      to[row * wide + column] = from[at] ?? 0;
    }
  }
  return new Uint8Array(to.buffer);
}
