import type { Bench } from './measurement.ts';

/** Measures each size once a round, so that what changes with time falls on all; what a size gave stands under it. */
export async function eachRound<T>(
  { sizes, rounds }: Pick<Bench, 'sizes' | 'rounds'>,
  once: (images: number) => Promise<T>,
): Promise<[images: number, taken: T[]][]> {
  const taken = sizes.map((images): [number, T[]] => [images, []]);
  for (let round = 0; round < rounds; round += 1)
    for (const [images, all] of taken) all.push(await once(images));
  return taken;
}

/** Measures size after size, where the rounds are within: for what needs the album open all the while. */
export async function eachSize<T>(
  { sizes }: Pick<Bench, 'sizes'>,
  measure: (images: number) => Promise<T>,
): Promise<[images: number, taken: T][]> {
  const taken: [number, T][] = [];
  for (const images of sizes) taken.push([images, await measure(images)]);
  return taken;
}
