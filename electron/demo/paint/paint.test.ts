import { decode } from 'jpeg-js';
import { expect, test } from 'vitest';
import { turn } from './finish.ts';
import { paint, paintPixels, type PaintJob } from './paint.ts';
import { averageColor, scenes, type SceneKind } from './scenes.ts';

const kinds = Object.keys(scenes) as SceneKind[];
const job = (
  kind: SceneKind,
  changes: Partial<PaintJob> & { mood?: number; seed?: number } = {},
): PaintJob => {
  const { mood = 0, seed = 5, ...rest } = changes;
  const scene = { kind, mood, seed };
  return { scene, fullWidth: 600, fullHeight: 400, crop: null, width: 60, height: 40, turn: 0, ...rest };
};

const average = (pixels: Uint8Array) =>
  [0, 1, 2].map((part) => {
    let sum = 0;
    for (let at = part; at < pixels.length; at += 4) sum += pixels[at] ?? 0;
    return sum / (pixels.length / 4);
  });
const parts = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
const distance = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (value, n) => Math.abs(value - (b[n] ?? 0))));

test.each(kinds)('the colour a %s is announced with is the colour it has', (kind) => {
  for (let mood = 0; mood < scenes[kind].moods; mood++) {
    const seen = [1, 2, 3, 4].map((seed) => average(paintPixels(job(kind, { mood, seed }))));
    const mean = [0, 1, 2].map((part) => seen.reduce((sum, one) => sum + (one[part] ?? 0), 0) / seen.length);
    expect(distance(mean, parts(averageColor({ kind, mood })))).toBeLessThan(28);
  }
});

test.each(kinds)('a %s is a picture: JPEG, the size asked for, not flat, the same each time', (kind) => {
  const file = paint(job(kind));
  const { width, height, data } = decode(file);
  expect([width, height]).toEqual([60, 40]);
  expect(new Set(data).size).toBeGreaterThan(40);
  expect(paint(job(kind))).toEqual(file);
  expect(paint(job(kind, { seed: 6 }))).not.toEqual(file);
});

test('a crop shows its part of the whole picture', () => {
  const whole = paintPixels(job('arches', { width: 120, height: 80 }));
  const part = paintPixels(job('arches', { crop: { x: 300, y: 200, w: 300, h: 200 } }));
  const differences: number[] = [];
  for (let y = 0; y < 40; y++) {
    for (let x = 0; x < 60; x++) {
      const there = ((y + 40) * 120 + x + 60) * 4;
      differences.push(Math.abs((part[(y * 60 + x) * 4] ?? 0) - (whole[there] ?? 0)));
    }
  }
  // Grain differs, edges are softened alike.
  expect(differences.filter((one) => one > 24).length).toBeLessThan(differences.length / 50);
});

test.each([
  [90, [40, 60], (x: number, y: number) => [39 - y, x]],
  [180, [60, 40], (x: number, y: number) => [59 - x, 39 - y]],
  [270, [40, 60], (x: number, y: number) => [y, 59 - x]],
])('a picture turned by %i degrees is the same picture on its side', (degrees, size, moved) => {
  const upright = paintPixels(job('meadow'));
  const turned = turn(upright, 60, 40, degrees);
  for (let y = 0; y < 40; y++) {
    for (let x = 0; x < 60; x++) {
      const [column = 0, row = 0] = moved(x, y);
      const at = (row * (size[0] ?? 0) + column) * 4;
      const from = (y * 60 + x) * 4;
      expect(turned.subarray(at, at + 4)).toEqual(upright.subarray(from, from + 4));
    }
  }
  const { width, height } = decode(paint(job('meadow', { turn: degrees })));
  expect([width, height]).toEqual(size);
});
