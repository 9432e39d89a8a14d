import { isTokenLike } from './token-like.ts';

/**
 * What stands in a text in place of a secret. The angle brackets are in no pasted text by chance, and no one takes them
 * for punctuation around a word; on the screen each has words of its own.
 */
export const secretMarks = {
  token: '⟨token⟩',
  secretUrl: '⟨secret-url⟩',
  signedAddress: '⟨signed-address⟩',
} as const;
export type SecretMark = keyof typeof secretMarks;

/** A secret URL, also one that a mail has broken within its secret. */
const secretUrl =
  /sharinpix(?::|%(?:25)*3a)(?=[^\s"'<>])[^\s"'<>@]*(?:\r?\n[\t >]*[^\s"'<>@]{1,200}(?=@))?(?:@[^\s"'<>,;|]*)?/gi;
/** A token that a mail has broken: the lines that follow are its own where they are long and of mixed letters. */
const brokenToken = /(?<![\w.-])eyJ[\w.-]{21,}(?:[=\\]?\r?\n[\t >]*(?=[\w.-]*[A-Z])[\w.-]{20,})+/g;
/** Whatever is called a token is one. */
const calledToken = /(token["']?\s{0,4}[=:]\s{0,4}\\?["']?)[\w.%+/-]{6,}/gi;
/** Cloudinary's signature in a path, and what others call theirs in a query. */
const signature =
  /(?:^|[/=])s--[\w-]|[?&#](?:x-(?:amz|goog)-)?(?:signature|sig|hmac|secret|password|access_?token|api_?key)=/i;

/**
 * A pasted text with what opens something named in its place: tokens and parts of them, secret URLs, addresses with a
 * signature or a password. The rest is as it was, since the user is to find it again. Linear in the text's length.
 * @param isHarmless tells a word that only looks like a secret, such as an id that is known
 */
export function hideSecrets(text: string, isHarmless: (word: string) => boolean = () => false): string {
  return text
    .replace(secretUrl, secretMarks.secretUrl)
    .replace(brokenToken, secretMarks.token)
    .replace(/[^\s"'<>,;|]{8,}/g, withoutAddress)
    .replace(/(?:[\w.-]|%2e){8,}/gi, (run) =>
      isTokenLike(run) && !isHarmless(run) ? secretMarks.token : run,
    )
    .replace(calledToken, `$1${secretMarks.token}`);
}

/** Whether there is a mark of a secret in a text. */
export const hasSecretMark = (text: string): boolean =>
  Object.values(secretMarks).some((mark) => text.includes(mark));

function withoutAddress(run: string): string {
  if (hasPassword(run)) return secretMarks.secretUrl;
  return signature.test(run) ? secretMarks.signedAddress : run;
}

/** Whether a user and a password stand before the host of an address. */
function hasPassword(run: string): boolean {
  const start = run.indexOf('://');
  if (start < 0) return false;
  const host = run.slice(start + 3).split(/[/?#]/, 1)[0] ?? '';
  const end = host.lastIndexOf('@');
  return end > 0 && host.slice(0, end).includes(':');
}
