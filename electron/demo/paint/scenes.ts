import type { Random } from '../random.ts';
import { arches } from './arches.ts';
import type { Canvas } from './canvas.ts';
import { city } from './city.ts';
import { documentPage } from './document-page.ts';
import { dunes } from './dunes.ts';
import { forest } from './forest.ts';
import { lake } from './lake.ts';
import { meadow } from './meadow.ts';
import { nightSky } from './night-sky.ts';
import { portrait } from './portrait.ts';
import type { Mood, SceneKindOf } from './scene-kind.ts';
import { sea } from './sea.ts';
import { stillLife } from './still-life.ts';

/** A kind of scene, its moods by number (any whole number, taken modulo how many there are). */
function scene<M extends Mood>({ moods, paint }: SceneKindOf<M>) {
  const at = (mood: number): M => moods[mood % moods.length] ?? moods[0];
  return {
    moods: moods.length,
    average: (mood: number): string => at(mood).average,
    paint: (canvas: Canvas, mood: number, random: Random): void => paint(canvas, at(mood), random),
  };
}

/** Everything the demo's photographers see. */
export const scenes = {
  lake: scene(lake),
  sea: scene(sea),
  dunes: scene(dunes),
  forest: scene(forest),
  city: scene(city),
  'night-sky': scene(nightSky),
  meadow: scene(meadow),
  'still-life': scene(stillLife),
  arches: scene(arches),
  portrait: scene(portrait),
  document: scene(documentPage),
};
export type SceneKind = keyof typeof scenes;

/** What a picture of this kind and mood averages to, without painting it: `#RRGGBB`. */
export function averageColor({ kind, mood }: { kind: SceneKind; mood: number }): string {
  return scenes[kind].average(mood);
}
