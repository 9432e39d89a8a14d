import type { Pixel } from './color.ts';

/** What one point looks like: `x` from 0 to the picture's aspect, `y` from 0 (top) to 1; writes linear light. */
export type Shader = (x: number, y: number, out: Pixel) => void;

/** What one point of a thing in front looks like: gives how much of it covers what is behind (0..1). */
export type Sprite = (x: number, y: number, out: Pixel) => number;

/** A rectangle of the picture. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Linear light being painted, or the part of it that a crop shows. */
export interface Canvas {
  /** Width over height of the whole picture. */
  readonly aspect: number;
  /** How high one pixel is: edges are softened by it. */
  readonly pixel: number;
  readonly width: number;
  readonly height: number;
  /** Three numbers a pixel, row by row. */
  readonly light: Float32Array;
  /** Where a column's middle is, and a row's. */
  x(column: number): number;
  y(row: number): number;
  fill(shader: Shader): void;
  blend(box: Box, sprite: Sprite): void;
}

/** A canvas of `width` x `height` pixels that shows `shown` of a picture of `aspect`. */
export function createCanvas(width: number, height: number, aspect: number, shown: Box): Canvas {
  const light = new Float32Array(width * height * 3);
  const stepX = (shown.right - shown.left) / width;
  const stepY = (shown.bottom - shown.top) / height;
  const out: Pixel = new Float32Array(3);
  return {
    aspect,
    pixel: stepY,
    width,
    height,
    light,
    x: (column) => shown.left + (column + 0.5) * stepX,
    y: (row) => shown.top + (row + 0.5) * stepY,
    fill: (shader) => {
      for (let row = 0, at = 0; row < height; row++) {
        const y = shown.top + (row + 0.5) * stepY;
        for (let column = 0; column < width; column++, at += 3) {
          shader(shown.left + (column + 0.5) * stepX, y, out);
          light[at] = out[0] ?? 0;
          light[at + 1] = out[1] ?? 0;
          light[at + 2] = out[2] ?? 0;
        }
      }
    },
    blend: (box, sprite) => {
      const fromColumn = Math.max(0, Math.floor((box.left - shown.left) / stepX));
      const toColumn = Math.min(width, Math.ceil((box.right - shown.left) / stepX));
      const fromRow = Math.max(0, Math.floor((box.top - shown.top) / stepY));
      const toRow = Math.min(height, Math.ceil((box.bottom - shown.top) / stepY));
      for (let row = fromRow; row < toRow; row++) {
        const y = shown.top + (row + 0.5) * stepY;
        for (let column = fromColumn; column < toColumn; column++) {
          const cover = sprite(shown.left + (column + 0.5) * stepX, y, out);
          if (cover <= 0) continue;
          const at = (row * width + column) * 3;
          for (let part = 0; part < 3; part++) {
            const behind = light[at + part] ?? 0;
            light[at + part] = behind + ((out[part] ?? 0) - behind) * cover;
          }
        }
      }
    },
  };
}

/** A line of heights, worked out once for every column: `height(x)` for x from -0.2 to aspect + 0.2. */
export function profile(canvas: Canvas, height: (x: number) => number): (x: number) => number {
  const step = Math.max(canvas.pixel, 0.0004);
  const from = -0.2;
  const count = Math.ceil((canvas.aspect + 0.4) / step) + 2;
  const heights = new Float32Array(count);
  for (let n = 0; n < count; n++) heights[n] = height(from + n * step);
  return (x) => {
    const at = Math.min(count - 2, Math.max(0, (x - from) / step));
    const n = Math.floor(at);
    const here = heights[n] ?? 0;
    return here + ((heights[n + 1] ?? 0) - here) * (at - n);
  };
}
