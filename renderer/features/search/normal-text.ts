/**
 * Text as it is searched: small letters without accents ("Façade" is found by "facade"). White space stays: words are split at it.
 * Works on any length at once, since calls cost more than letters.
 */
export function normalText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}+/gu, '')
    .toLowerCase()
    .replace(/ς/g, 'σ');
}

/** Stands between the texts of two images (search-index.ts); it is taken out of every text and query. */
export const border = '\u0000';

/** More than these say nothing further; it bounds what one keystroke can cost. */
const mostWords = 16;

/** The words that must all be found, each once, longest first since they exclude the most. */
export function wordsOf(query: string): string[] {
  const words = normalText(query.slice(0, 1_000).replaceAll(border, ''))
    .split(/\s+/u)
    .filter((word) => word !== '');
  return [...new Set(words)].sort((a, b) => b.length - a.length).slice(0, mostWords);
}
