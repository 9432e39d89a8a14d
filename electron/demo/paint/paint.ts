import { encode } from 'jpeg-js';
import type { Crop, Scene } from '../image.ts';
import { createRandom } from '../random.ts';
import { createCanvas } from './canvas.ts';
import { finish, turn } from './finish.ts';
import { scenes } from './scenes.ts';

/** One picture to draw. Everything in it can be sent to a worker. */
export interface PaintJob {
  scene: Scene;
  /** Pixels of the picture as it stands upright, before its crop. */
  fullWidth: number;
  fullHeight: number;
  /** The part that is shown, in pixels of the upright picture; null: all of it. */
  crop: Crop | null;
  /** Pixels to draw, upright. */
  width: number;
  height: number;
  /** Degrees clockwise that the drawn picture is turned by in the end: 0, 90, 180 or 270. */
  turn: number;
}

/** Screen values (RGBA) of a job, upright. */
export function paintPixels({ scene, fullWidth, fullHeight, crop, width, height }: PaintJob): Uint8Array {
  const { x, y, w, h } = crop ?? { x: 0, y: 0, w: fullWidth, h: fullHeight };
  const canvas = createCanvas(width, height, fullWidth / fullHeight, {
    left: x / fullHeight,
    top: y / fullHeight,
    right: (x + w) / fullHeight,
    bottom: (y + h) / fullHeight,
  });
  scenes[scene.kind].paint(canvas, scene.mood, createRandom(scene.seed));
  // A printed page is flat: no lens darkened its corners.
  const flat = scene.kind === 'document';
  return finish(canvas, { vignette: flat ? 0 : 0.5, grain: flat ? 0 : 0.028, seed: scene.seed });
}

/** Draws a job as a JPEG file. */
export function paint(job: PaintJob): Uint8Array<ArrayBuffer> {
  const upright = paintPixels(job);
  const data = turn(upright, job.width, job.height, job.turn);
  const sideways = job.turn % 180 !== 0;
  const [width, height] = sideways ? [job.height, job.width] : [job.width, job.height];
  return new Uint8Array(encode({ data, width, height }, 84).data);
}
