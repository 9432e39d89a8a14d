const minute = 60_000;
const steps = [
  { unit: 'day', ms: 24 * 60 * minute },
  { unit: 'hour', ms: 60 * minute },
  { unit: 'minute', ms: minute },
] as const;

/** A day and a time of it, such as "Apr 8, 2026, 9:38 PM". `ms`: milliseconds since 1970. */
export function formatDateTime(ms: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(ms);
}

/** The same to the second: two moments of one minute can be told apart. */
export function formatMoment(ms: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(ms);
}

/** A time of the day to the second, such as "2:03:20 PM". */
export function formatTime(ms: number, language: string): string {
  return new Intl.DateTimeFormat(language, { timeStyle: 'medium' }).format(ms);
}

/** A length of time such as "1 hour, 30 minutes" or "45 seconds"; of hours without seconds. @param seconds whole ones */
export function formatDuration(seconds: number, language: string): string {
  const rounded = seconds < 3_600 ? seconds : Math.ceil(seconds / 60) * 60;
  const parts = [
    { unit: 'hour', count: Math.floor(rounded / 3_600) },
    { unit: 'minute', count: Math.floor(rounded / 60) % 60 },
    { unit: 'second', count: rounded % 60 },
  ] as const;
  const words = parts
    .filter(({ count, unit }) => count > 0 || (unit === 'second' && rounded === 0))
    .map(({ unit, count }) =>
      new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count),
    );
  return new Intl.ListFormat(language, { type: 'unit', style: 'long' }).format(words);
}

/** A day such as "Nov 22, 2026". @param day YYYY-MM-DD, a day of the calendar and of no time zone; else it is given back */
export function formatDay(day: string, language: string): string {
  const ms = Date.parse(day);
  if (Number.isNaN(ms)) return day;
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(ms);
}

/** How far `ms` is from `now`, such as "in 3 hours" or "2 minutes ago"; within a minute, "this minute". */
export function formatRelative(ms: number, now: number, language: string): string {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const step = steps.find((each) => Math.abs(ms - now) >= each.ms);
  return step ? format.format(Math.round((ms - now) / step.ms), step.unit) : format.format(0, 'minute');
}
