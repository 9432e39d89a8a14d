const units = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
  { unit: 'second', ms: 1_000 },
] as const;

/** A span of time such as "3 hours, 12 minutes": its largest unit and the next one, rounded down. `ms`: not negative. */
export function spanWords(ms: number, language: string): string {
  const first = units.findIndex((each) => ms >= each.ms);
  const at = first === -1 ? units.length - 1 : first;
  let left = ms;
  const parts = units.slice(at, at + 2).map(({ unit, ms: size }, i) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return i > 0 && count === 0
      ? null
      : new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
  });
  const said = parts.filter((part) => part !== null);
  return new Intl.ListFormat(language, { type: 'unit' }).format(said);
}
