/** A day such as "Apr 8, 2026". @param day YYYY-MM-DD, a day of the record's own time and of no time zone. */
export function formatDay(day: string, language: string): string {
  const ms = Date.parse(day);
  if (Number.isNaN(ms)) return day;
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(ms);
}
