import { afterEach, expect, test } from 'vitest';
import type { PaintJob } from './paint/paint.ts';
import { createPainter, type Painter } from './painter.ts';

const file = new URL('painter-worker.ts', import.meta.url);
let painter: Painter;
afterEach(() => painter.close());

const job = (seed: number): PaintJob => {
  const scene = { kind: 'sea' as const, mood: 0, seed };
  return { scene, fullWidth: 600, fullHeight: 400, crop: null, width: 60, height: 40, turn: 0 };
};

test('many at once are all drawn, each its own', async () => {
  painter = createPainter(file, 2);
  const pictures = await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => painter.paint(job(seed))));
  expect(new Set(pictures.map((picture) => Buffer.from(picture).toString('hex'))).size).toBe(6);
});

test('a small picture is drawn once', async () => {
  painter = createPainter(file, 1);
  expect(await painter.paint(job(1))).toBe(await painter.paint(job(1)));
});

test('what was cancelled while it waited is not drawn, and what comes after it is', async () => {
  painter = createPainter(file, 1);
  const gone = new AbortController();
  const first = painter.paint(job(1));
  const cancelled = [2, 3].map((seed) =>
    painter.paint(job(seed), gone.signal).catch((error: unknown) => error),
  );
  const last = painter.paint(job(4));
  gone.abort();
  expect(await Promise.all(cancelled)).toMatchObject([{ name: 'AbortError' }, { name: 'AbortError' }]);
  expect([(await first).byteLength > 500, (await last).byteLength > 500]).toEqual([true, true]);
});

test('nothing is left waiting when it closes', async () => {
  painter = createPainter(file, 1);
  const waiting = [1, 2, 3].map((seed) => painter.paint(job(seed)).catch((error: unknown) => error));
  await painter.close();
  for (const end of await Promise.all(waiting)) expect(end).toMatchObject({ name: 'AbortError' });
});

test('a worker that breaks fails its picture, not the app', async () => {
  painter = createPainter(file, 1);
  const broken = { ...job(1), scene: { ...job(1).scene, kind: 'nothing' as 'sea' } };
  await expect(painter.paint(broken)).rejects.toThrow(TypeError);
  expect((await painter.paint(job(2))).byteLength).toBeGreaterThan(500);
});
