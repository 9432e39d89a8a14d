/** A time for people and machines. `ms`: milliseconds since 1970; null where there is none, or it is no time. */
export function isoTime(ms: number | null): string | null {
  const date = new Date(ms ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
