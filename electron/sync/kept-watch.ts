import { idsPerCall } from '#shared/ids-per-call.ts';
import { watch, type Watch } from '#shared/models/watch.ts';
import { z } from '#shared/zod.ts';
import type { MergedImages } from '../library/library.ts';

/** A watch as it is kept and worked on. */
export const keptWatch = z.object({
  ...watch.shape,
  /** Those not settled yet. */
  waiting: z.array(z.string()),
  /** Of these, not found the last time. */
  missing: z.array(z.string()),
  /** How often they were asked for. */
  rounds: z.int(),
});
export type KeptWatch = z.infer<typeof keptWatch>;

const mostFailures = 100;
const firstPauseMs = 5_000;
const longestPauseMs = 300_000;

/** Without what only this room needs. */
export const watchOf = (kept: KeptWatch): Watch => watch.parse(kept);

/**
 * How long to wait after so many rounds: doubling, a fifth more or less, so that many watches do not ask together. Left
 * alone, however many images it is of, a watch costs no more than a call each five minutes: `processed` may stay false
 * for good (api.md).
 */
export function pauseMs({ rounds, waiting }: KeptWatch, random: number): number {
  const longest = longestPauseMs * Math.max(1, Math.ceil(waiting.length / idsPerCall));
  const ms = Math.min(longest, firstPauseMs * 2 ** Math.min(rounds - 1, 30));
  return Math.round(ms * (0.8 + 0.4 * random));
}

/** Takes in what came of some of its images; one that was not found twice in a row is gone. */
export function takeIn(kept: KeptWatch, { found, missing }: Pick<MergedImages, 'found' | 'missing'>): void {
  const settled = new Set<string>();
  const came = new Set(found.map(({ id }) => id));
  for (const { id, name, processed, processingError } of found) {
    if (processingError !== null) {
      kept.failed += 1;
      if (kept.failures.length < mostFailures) kept.failures.push({ id, name, says: processingError });
    } else if (processed) {
      kept.processed += 1;
    } else continue;
    settled.add(id);
  }
  const before = new Set(kept.missing);
  for (const id of missing) {
    if (!before.has(id)) continue;
    kept.gone += 1;
    settled.add(id);
  }
  const missingNow = new Set([...before].filter((id) => !came.has(id)).concat(missing));
  kept.waiting = kept.waiting.filter((id) => !settled.has(id));
  kept.missing = [...missingNow].filter((id) => !settled.has(id));
}
