import { isTokenLike } from '#shared/token-like.ts';

/** `://` as it is, in JSON (`:\/\/`, `:\u002f`), or percent-encoded, once or more. */
const afterScheme = /(?::|%(?:25)*3a)(?:\\*(?:\/|u002f)|%(?:25)*2f){2}/i;
/** What parts a host, a user before it and a port behind it from the rest of an address. */
const afterHost = /[^\w.:@%[\]-]|%(?:25)*(?:2f|3f|23|5c)/i;
/** A request id names an answer for support and opens nothing; any other UUID may be a sharing's id. */
const uuid = /(?<!requestId=)[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi;
/** A token that was cut by the end of a line goes on behind it, maybe quoted and joined as Node prints long texts. */
const cutToken = /\[token\](?:["'+\t \\]*(?:[\r\n]|\\[rn])["'+\s\\]*(?:[\w.-]{8,}|\[token\]))+/g;
/** A letter or a sign that JSON may write as `\u0041`. */
const escapedLetter = /\\u00([2-7][\da-f])/gi;
const letterOf = (_: string, hex: string): string => String.fromCharCode(Number.parseInt(hex, 16));
/** `https:` as base64 writes it, at each of its three places. */
const packedAddress = /aHR0cHM6|h0dHBzOi|odHRwczov/;
/** Whatever is called a token is one. */
const calledToken = /(token["']?\s{0,4}[=:]\s{0,4}\\?["']?)[\w.%+/-]{6,}/gi;

/**
 * The last line of defence of whatever is written down for a person to read: takes out of a text what looks like a token
 * or a part of one, an address past its host, the signature of one, an e-mail address, and every UUID, since a
 * sharing's id may be one. What is written on purpose holds none of them. Linear in the text's length: each pattern takes
 * the longest run first and decides afterwards (attacks A21).
 * @param options.keepsUuids for what is known to be another id, such as an album's or a request's
 */
export function redact(text: string, { keepsUuids = false } = {}): string {
  const named = text
    .replace(escapedLetter, letterOf)
    .replace(/[^\s"'`<>]+/g, (run) => withoutEmails(withoutAddress(run)));
  const unpacked = named.replace(/[\w+/=-]{12,}/g, (run) => (packedAddress.test(run) ? '[address]' : run));
  const unsigned = withoutTokens(unpacked).replace(/s--[\w%-]*/g, 's--[…]');
  return keepsUuids ? unsigned : unsigned.replace(uuid, '[id]');
}

const withoutTokens = (text: string): string =>
  text
    .replace(/[\w.%-]+/g, (run) => (isTokenLike(run) ? '[token]' : run))
    .replace(calledToken, '$1[token]')
    .replace(cutToken, '[token]');

/** All that follows the host goes, up to the next blank or quote: no other mark surely ends an address. */
function withoutAddress(run: string): string {
  const separator = afterScheme.exec(run);
  if (separator === null) return run;
  const rest = run.slice(separator.index + separator[0].length);
  const end = rest.search(afterHost);
  const host = (end === -1 ? rest : rest.slice(0, end)).split(/@|%40/).at(-1) ?? '';
  return `${run.slice(0, separator.index)}://${host}/[…]`;
}

function withoutEmails(run: string): string {
  const parts = run.split('@');
  for (let n = 1; n < parts.length; n += 1) {
    const [before = '', after = ''] = [parts[n - 1], parts[n]];
    const name = wordAtEnd(before);
    const host = /^[\w-]+(?:\.[\w-]+)+/.exec(after)?.[0] ?? '';
    if (name === '' || host === '') parts[n] = `@${after}`;
    else {
      parts[n - 1] = before.slice(0, before.length - name.length);
      parts[n] = `[email]${after.slice(host.length)}`;
    }
  }
  return parts.join('');
}

/** A pattern that ends in `$` would be tried at each place before it. */
function wordAtEnd(text: string): string {
  let start = text.length;
  while (start > 0 && /[\w.+-]/.test(text[start - 1] ?? '')) start -= 1;
  return text.slice(start);
}
