/**
 * True where a value, walked in full, weighs at most `limit`: a string its characters, everything else one. Stops as
 * soon as it is over, so that a flood costs no more than the limit (attacks A18). Asked before any schema is.
 */
export function weighsAtMost(value: unknown, limit: number): boolean {
  let left = limit;
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    left -= typeof next === 'string' ? next.length + 1 : 1;
    if (typeof next === 'object' && next !== null) {
      const inner: unknown[] = Object.values(next);
      if (inner.length > left) return false;
      waiting.push(...inner);
    }
    if (left < 0) return false;
  }
  return true;
}
