/** An HTTP date in its one living form; `Date.parse` alone takes nearly anything for a date, `-1` included. */
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** Milliseconds since 1970 of an HTTP date; null where it is none. */
export function parseHttpDate(value: string | undefined): number | null {
  if (value === undefined || !httpDate.test(value)) return null;
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : time;
}
