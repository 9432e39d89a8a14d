import { asObject, cut } from './record-fields.ts';

const maxKeys = 200;
const maxKeyLength = 100;
const maxTextLength = 500;
const maxDepth = 4;

type Scalar = string | number | boolean;
/** JSON's numbers may be larger than any (`1e999`). */
const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || Number.isFinite(value) || typeof value === 'boolean';

/**
 * Flattens a free-form object (`exifs`, `metadatas`) to texts by path: `{"GPS": {"Lat": 1}}` is `GPS.Lat`. Null says
 * nothing and is left out.
 * @returns the texts, and whether all of the value is in them: false where it is no object or too large or too deep.
 */
export function flattenFreeForm(value: unknown): { texts: Record<string, string>; whole: boolean } {
  const plain = plainTexts(value);
  if (plain !== null) return { texts: plain, whole: true };
  const texts = new Map<string, string>();
  const flatten = (key: string, inner: unknown, depth: number): boolean => {
    if (inner === null) return true;
    if (isScalar(inner)) return put(key, String(inner));
    if (Array.isArray(inner) && inner.every(isScalar)) return put(key, inner.join(', '));
    if (typeof inner !== 'object' || depth > maxDepth) return false;
    let whole = true;
    for (const [name, value] of Object.entries(inner)) {
      if (texts.size >= maxKeys) return false;
      whole = flatten(key === '' ? name : `${key}.${name}`, value, depth + 1) && whole;
    }
    return whole;
  };
  const put = (key: string, text: string): boolean => {
    const name = cut(key, maxKeyLength);
    // Whoever copies these texts key by key must not set a prototype.
    if (name === '__proto__' || texts.has(name)) return false;
    texts.set(name, cut(text, maxTextLength));
    return true;
  };
  const whole = value === null || (asObject(value) !== null && flatten('', value, 1));
  return { texts: Object.fromEntries(texts), whole };
}

/** Most are a few short texts: those need no walking. Null for any other. */
function plainTexts(value: unknown): Record<string, string> | null {
  const object = asObject(value ?? {});
  if (object === null) return null;
  const names = Object.keys(object);
  if (names.length > maxKeys) return null;
  for (const name of names) {
    const text = object[name];
    const isShort = typeof text === 'string' && text.length <= maxTextLength && text.isWellFormed();
    if (!isShort || name.length > maxKeyLength || name === '__proto__' || !name.isWellFormed()) return null;
  }
  return object as Record<string, string>;
}
