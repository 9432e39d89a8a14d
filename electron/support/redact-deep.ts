import type { Redactor } from '../secrets.ts';

/** Ids that support needs whole, and that open nothing: of an answer, and of an album. */
const namesOfIds: ReadonlySet<string> = new Set(['requestId', 'albumId']);

/** The same data with every text in it redacted, whatever it is; the names of fields are the app's own. */
export function redactDeep(value: unknown, redactor: Redactor, name = ''): unknown {
  if (typeof value === 'string') return redactor(value, { keepsUuids: namesOfIds.has(name) });
  if (Array.isArray(value)) return value.map((each) => redactDeep(each, redactor, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, held]) => [field, redactDeep(held, redactor, field)]),
  );
}
