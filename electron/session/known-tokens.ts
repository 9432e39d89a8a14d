import { findTokens } from './find-token.ts';

/** Every answer may renew a token; a former one that stands somewhere in part is taken for one by its looks. */
const most = 100;
/** A word that is shorter is no token, and one of them may stand anywhere. */
const shortest = 20;
const longest = 8_192;
const imageId = /^[\da-f]{8}(?:-?[\da-f]{4}){3}-?[\da-f]{12}$/i;
const hostName = /^[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,24}(?:\/|$)/i;

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
      const built = [...findTokens(text), ...secretsIn(text)];
      for (const each of built.length > 0 ? built : opaqueIn(text)) add(each);
    },
    all: () => [...tokens],
  };
}

/** What secret URLs name before their hosts, which can mint tokens (api.md). */
const secretsIn = (text: string): string[] =>
  [...text.matchAll(/sharinpix:\/\/([^\s"'<>@]{1,500})@/gi)].map(([, secret = '']) => secret);

/** Words that are not built like tokens: those that are called one, in a header or a command; else the only word. */
function opaqueIn(text: string): string[] {
  const called =
    /\b(?:token|bearer)[\\"']{0,4}(?:\s{0,4}[=:]\s{0,4}|\s{1,4})[\\"'“]{0,4}([\w.+/~-]{20,8192}=*)/gi;
  const words = [...text.matchAll(called)].map(([, word = '']) => word);
  const only = text.trim().replace(/^["'“”]+|["'“”]+$/g, '');
  return (words.length > 0 ? words : [only]).filter(mayBeToken);
}

/** An address, a host's name or an image's id that went astray is none: its pieces stand in much that support needs. */
const mayBeToken = (word: string): boolean =>
  word.length >= shortest &&
  word.length <= longest &&
  /^[\w.+/~-]+=*$/.test(word) &&
  !imageId.test(word) &&
  !hostName.test(word);
