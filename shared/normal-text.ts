/**
 * Text as it is searched: small letters without accents ("Façade" is found by "facade", "Œuvre" by "oeuvre"). White
 * space stays: words are split at it. Works on any length at once, since calls cost more than letters.
 */
export function normalText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}+/gu, '')
    .toLowerCase()
    .replace(/[ςœæß]/g, (letter) => spelled[letter] ?? letter);
}

const spelled: Readonly<Record<string, string>> = { ς: 'σ', œ: 'oe', æ: 'ae', ß: 'ss' };

/** ASCII, controls and all. */
const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

/**
 * The column `folded` of an image: its texts as they are searched, one below the other; empty where all is ASCII, since
 * folding that takes no more than a table of 256 bytes.
 * @param tags joined by newlines, as the column has them.
 */
export function foldedText(title: string, filename: string, tags: string): string {
  if (isAscii(title) && isAscii(filename) && isAscii(tags)) return '';
  return `${folded(title)}\n${folded(filename)}\n${folded(tags)}`;
}

/** Texts folded lately: an album's tags are the same few words again and again. */
const lately = new Map<string, string>();
const mostLately = 1_000;

function folded(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  let normal = lately.get(text);
  if (normal === undefined) {
    normal = normalText(text);
    if (lately.size >= mostLately) lately.clear();
    lately.set(text, normal);
  }
  return normal;
}

/** More than these say nothing further; it bounds what one keystroke can cost. */
const mostWords = 16;

/** The words that must all be found, each once, longest first since they exclude the most. */
export function wordsOf(query: string): string[] {
  const words = normalText(query.slice(0, 1_000))
    .split(/\s+/u)
    .filter((word) => word !== '');
  return [...new Set(words)].sort((a, b) => b.length - a.length).slice(0, mostWords);
}
