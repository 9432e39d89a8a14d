import type { Row } from './measurement.ts';

/** Below this a figure is noise: what it grows by says nothing. In its own unit: ms, MB, frames. */
const least = 5;
/** Two measurements of one thing differ by as much. */
const tolerance = 1.3;

/**
 * What "grows at most linearly with N, and what is per frame not at all" comes to: the figures that, from the album
 * before the largest to the largest, grow more than they may.
 */
export function growth(rows: readonly Row[]): Row[] {
  const figures = Map.groupBy(
    rows.filter(({ n, grows }) => n !== null && grows !== undefined),
    ({ what }) => what,
  );
  const pairs = [...figures.values()].flatMap((all) => {
    const [before, last] = all.slice(-2);
    return before === undefined || last === undefined ? [] : [{ before, last }];
  });
  if (pairs.length === 0) return [];
  const tooFast = pairs.filter(({ before, last }) => {
    const allowed = last.grows === 'linear' ? (last.n ?? 1) / (before.n ?? 1) : 1;
    return Math.max(last.measured, least) > Math.max(before.measured, least) * allowed * tolerance;
  });
  return [
    {
      what: 'figures that grow faster than the album, or per frame at all',
      n: pairs[0]?.last.n ?? null,
      measured: tooFast.length,
      unit: `of ${pairs.length}`,
      floor: null,
      target: 'none',
      met: tooFast.length === 0,
      ...(tooFast.length > 0 ? { note: tooFast.map(({ last }) => last.what).join('; ') } : {}),
    },
  ];
}
