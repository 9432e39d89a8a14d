import { decodeProtectedHeader } from 'jose';

/**
 * The first thing in a text that is built like a token, whatever stands around it: a header, a command, an address, a
 * mail that broke its lines; and the next one that is another, where there is one. Takes time by the text's length and
 * no more.
 */
export function findTokens(pasted: string): string[] {
  // An address that was copied, maybe out of another one: no token holds a percent sign.
  const text = pasted.replace(/%(?:25){0,3}([2-7][\da-f])/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  // As it stands, then with the line breaks of a mail or a terminal taken out, then all blanks.
  const ways = [() => text, () => text.replace(/[=\\]?\r?\n[\t >]*/g, ''), () => text.replace(/\s/g, '')];
  for (const way of ways) {
    const tokens = tokensAmong(way());
    if (tokens.length > 0) return tokens;
  }
  return [];
}

/** A header is JSON, an object: so it begins, packed as a token's parts are. */
const looksLikeHeader = /^e[3wy]/;
/** What looks like a token and is none is tried so often: reading one must not hold up the app. */
const mostTries = 500;

function tokensAmong(text: string): string[] {
  const found = new Set<string>();
  let tries = 0;
  for (const word of text.split(/[^\w.-]+/)) {
    if (!word.includes('.')) continue;
    // A sentence's full stop, or dots before it, are not its own; after two parts one is: the signature is empty.
    const parts = word.split('.').filter((part) => part !== '');
    const isUnsigned = parts.length === 2 && word.endsWith('.');
    const token = isUnsigned ? [...parts, ''].join('.') : parts.join('.');
    const isBuiltSo = isUnsigned || parts.length === 3 || parts.length === 5;
    if (!isBuiltSo || !looksLikeHeader.test(token)) continue;
    if (hasHeader(token)) found.add(token);
    if (found.size > 1 || (tries += 1) === mostTries) break;
  }
  return [...found];
}

/** True where the first of three or (encrypted) five parts says in JSON what the others are. */
function hasHeader(token: string): boolean {
  try {
    decodeProtectedHeader(token);
    return true;
  } catch {
    return false;
  }
}
