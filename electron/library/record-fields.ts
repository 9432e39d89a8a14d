/**
 * A JSON object whose keys may be anything, `__proto__` included. A name that every object inherits (`toString`) is to be
 * read with `Object.hasOwn` only; none of the service's fields is called so.
 */
export type JsonObject = Record<string, unknown>;

export function asObject(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

/** Text no longer than `max` UTF-16 units and without lone surrogates, which neither SQLite nor an address can hold. */
export const cut = (text: string, max: number): string =>
  (text.length > max ? text.slice(0, max) : text).toWellFormed();

const numeral = /^-?\d{1,20}(?:\.\d{1,20})?$/;
/** As the service writes it (recordings); `Date.parse` reads exactly this the same everywhere. */
const railsMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?(?:Z|[+-]\d\d:\d\d)$/;
const moment = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(Z|UTC|[+-]\d\d:?\d\d)?)?$/;

/**
 * Reads an object's fields one by one: what cannot be read is null, and its name is kept in `odd`. Absent and null
 * fields are null and nothing odd. Never throws.
 */
export class RecordFields {
  private readonly record: JsonObject;
  private readonly odd: Set<string>;

  constructor(record: JsonObject, odd: Set<string>) {
    this.record = record;
    this.odd = odd;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.record, name);
  }

  raw(name: string): unknown {
    return this.record[name];
  }

  /** Names a field that could not be read, and gives what stands for it. */
  unreadable<T>(name: string, instead: T): T {
    this.odd.add(name);
    return instead;
  }

  /** Text, cut to `max`; a number is its digits, where it has kept them all; blank text is nothing. */
  text(name: string, max: number): string | null {
    const value = this.raw(name) ?? null;
    if (value === null) return null;
    if (typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return String(value);
    if (typeof value !== 'string') return this.unreadable(name, null);
    return value.trim() === '' ? null : cut(value, max);
  }

  /** A number within the bounds, or such a number as text (`"10668"`). */
  number(name: string, min: number, max: number): number | null {
    const value = this.raw(name) ?? null;
    if (value === null || value === '') return null;
    const number = typeof value === 'string' && numeral.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !(number >= min && number <= max)) return this.unreadable(name, null);
    return number;
  }

  /** A whole number of pixels; 0 stands for unknown. */
  pixels(name: string): number | null {
    return Math.round(this.number(name, 0, 1_000_000) ?? 0) || null;
  }

  /** Milliseconds since 1970 of an ISO date; one without a zone is taken as UTC, whatever this machine's zone. */
  date(name: string): number | null {
    const value = this.raw(name) ?? null;
    if (value === null || value === '') return null;
    const at = typeof value === 'string' ? momentOf(value) : Number.NaN;
    return Number.isNaN(at) ? this.unreadable(name, null) : at;
  }

  boolean(name: string): boolean {
    const value = this.raw(name) ?? false;
    return typeof value === 'boolean' ? value : this.unreadable(name, false);
  }

  /** The fields of an object within; none where it is absent. */
  inside(name: string): RecordFields {
    const value = this.raw(name) ?? {};
    return new RecordFields(asObject(value) ?? this.unreadable(name, {}), this.odd);
  }
}

let lastText = '';
let lastMoment = Number.NaN;

/** Milliseconds since 1970, or NaN. A record's dates are mostly the same one twice. */
function momentOf(text: string): number {
  if (text !== lastText) {
    lastMoment = readMoment(text);
    lastText = text;
  }
  return lastMoment;
}

function readMoment(text: string): number {
  if (railsMoment.test(text)) return Date.parse(text);
  const parts = moment.exec(text);
  if (parts === null) return Number.NaN;
  const [, day = '', time = '00:00', zone = 'Z'] = parts;
  return Date.parse(`${day}T${time}${zone === 'UTC' ? 'Z' : zone}`);
}
