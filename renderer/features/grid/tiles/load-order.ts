/**
 * In which order the rows' pictures are fetched: those in sight from top to bottom, then those ahead in the direction
 * of travel, then those behind, the nearest first.
 * @param rows those that are drawn, in any order.
 * @param inSight `end` excluded.
 */
export function loadOrder(
  rows: Iterable<number>,
  inSight: { first: number; end: number },
  heading: 1 | -1,
): number[] {
  const rank = (row: number): number => {
    if (row >= inSight.first && row < inSight.end) return row - inSight.end;
    const distance = row < inSight.first ? inSight.first - row : row - inSight.end + 1;
    const ahead = row < inSight.first === heading < 0;
    return ahead ? distance : farthest + distance;
  };
  return [...rows].sort((a, b) => rank(a) - rank(b));
}

/** More than the rows of any album. */
const farthest = 1e9;
