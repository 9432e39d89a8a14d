/**
 * Carries values between the preload's world, the page's world and the main process as JSON, with what structured
 * clone keeps and JSON drops. What it cannot carry it refuses by name. This function is also sent to the page as text:
 * it uses nothing from outside itself.
 */
export function createWire() {
  const { isArray } = Array;
  const { entries, fromEntries, is } = Object;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- taken before the page can put its own there; bound by `call`
  const { toString } = Object.prototype;
  type Tree = null | string | number | boolean | Tree[] | { [key: string]: Tree };
  /** Says how a function or promise travels; null where it cannot. */
  type Pack = (value: object) => Tree;
  type Unpack = (tag: string, tree: Tree) => unknown;

  const refuse: Pack = () => {
    throw new Error('An object could not be cloned.');
  };
  const tagged = (tag: string, value: Tree): Tree => ({ $: tag, value });

  function encode(value: unknown, pack: Pack = refuse): Tree {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        return Number.isFinite(value) && !is(value, -0)
          ? value
          : tagged('number', is(value, -0) ? '-0' : String(value));
      case 'undefined':
        return tagged('undefined', null);
      case 'bigint':
        return tagged('bigint', String(value));
      case 'symbol':
        return refuse({});
      case 'function':
        return pack(value);
      case 'object':
        break;
    }
    if (value === null) return null;
    if (isArray(value)) return value.map((item) => encode(item, pack));
    if (value instanceof Date) return tagged('date', encode(value.getTime()));
    if (value instanceof Error) return tagged('error', { name: value.name, message: value.message });
    if (value instanceof Uint8Array) return tagged('bytes', [...value]);
    if (value instanceof Promise) return pack(value);
    const kind = toString.call(value);
    if (kind !== '[object Object]')
      throw new Error(`Cloning ${kind} is not implemented in the Chromium host`);
    const copy = fromEntries(entries(value).map(([key, item]) => [key, encode(item, pack)]));
    return '$' in copy ? tagged('object', copy) : copy;
  }

  function decode(tree: Tree, unpack?: Unpack): unknown {
    if (tree === null || typeof tree !== 'object') return tree;
    if (isArray(tree)) return tree.map((item) => decode(item, unpack));
    const object = (from: Record<string, Tree>) =>
      fromEntries(entries(from).map(([key, item]) => [key, decode(item, unpack)]));
    const inner = tree['value'] as Tree;
    switch (tree['$']) {
      case undefined:
        return object(tree);
      case 'object':
        return object(inner as Record<string, Tree>);
      case 'number':
        return Number(inner);
      case 'undefined':
        return undefined;
      case 'bigint':
        return BigInt(inner as string);
      case 'date':
        return new Date(decode(inner) as number);
      case 'bytes':
        return Uint8Array.from(inner as number[]);
      case 'error': {
        const { name, message } = inner as { name: string; message: string };
        return Object.assign(new Error(message), { name });
      }
      default:
        return unpack?.(tree['$'] as string, inner);
    }
  }

  const { parse, stringify } = JSON;
  return {
    write: (value: unknown, pack?: Pack): string => stringify(encode(value, pack)),
    read: (text: string, unpack?: Unpack): unknown => decode(parse(text) as Tree, unpack),
  };
}

export type Wire = ReturnType<typeof createWire>;
