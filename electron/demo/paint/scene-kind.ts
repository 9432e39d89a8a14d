import type { Random } from '../random.ts';
import type { Canvas } from './canvas.ts';

/** A light in which a kind of scene can be seen. */
export interface Mood {
  /** What the picture averages to, `#RRGGBB`: the record's `color`. Measured; a test keeps it true. */
  average: string;
}

/** A kind of scene: paints itself on a canvas, differently for each `random`. */
export interface SceneKindOf<M extends Mood> {
  moods: readonly [M, ...M[]];
  paint: (canvas: Canvas, mood: M, random: Random) => void;
}
