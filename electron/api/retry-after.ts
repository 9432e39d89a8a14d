import { parseHttpDate } from '../transport/http-date.ts';

/**
 * How long a `Retry-After` asks to wait, in seconds: given in seconds or as a date, clamped to 1 s .. 1 h, a date that
 * has passed is 1 s (faults.md 5). Null where there is none or it is nonsense: the caller's own pause applies.
 * @param now milliseconds since 1970 by the server's clock
 */
export function retryAfterSeconds(value: string | undefined, now: number): number | null {
  if (value === undefined) return null;
  const text = value.trim();
  const date = parseHttpDate(text);
  if (date === null && !/^-?\d+$/.test(text)) return null;
  const seconds = date === null ? Number(text) : Math.ceil((date - now) / 1000);
  return Math.min(Math.max(seconds, 1), 3600);
}
