import { findTokens } from './find-token.ts';

/** Every answer may renew a token; a former one that stands somewhere in part is taken for one by its looks. */
const most = 100;
/** A word that is shorter is no token, and one of them may stand anywhere. */
const shortest = 20;
const longest = 8_192;
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Tokens that were held or pasted in this run, in memory, so that they can be taken out of whatever is handed on. */
export interface KnownTokens {
  add(token: string): void;
  /** What was pasted where a token belongs, whatever it is: a token, a secret URL, a word that nobody understands. */
  addPasted(text: string): void;
  /** The newest last. */
  all(): readonly string[];
}

/** Knows none yet. */
export function createKnownTokens(): KnownTokens {
  const tokens = new Set<string>();
  const add = (token: string): void => {
    tokens.delete(token);
    tokens.add(token);
    const [oldest = ''] = tokens;
    if (tokens.size > most) tokens.delete(oldest);
  };
  return {
    add,
    addPasted: (text) => {
      const found = findTokens(text);
      const secret = found.length > 0 ? null : (secretOf(text) ?? opaque(text));
      for (const each of secret === null ? found : [secret]) add(each);
    },
    all: () => [...tokens],
  };
}

/** What a secret URL names before its host, which can mint tokens (api.md). */
const secretOf = (text: string): string | null =>
  /sharinpix:\/\/([^\s"'<>@]{1,500})@/i.exec(text)?.[1] ?? null;

/** One long word that is not built like a token; an image's id that went astray is none. */
function opaque(text: string): string | null {
  const word = text
    .trim()
    .replace(/^(?:authorization\s*:)?\s*(?:token|bearer)\b\s*(?:token\s*=)?\s*/i, '')
    .replace(/^["'“”]+|["'“”]+$/g, '');
  const isWord = word.length >= shortest && word.length <= longest && !/\s/.test(word);
  return isWord && !uuid.test(word) ? word : null;
}
