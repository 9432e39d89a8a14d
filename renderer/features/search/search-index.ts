import type { Columns } from '#shared/columns/read.ts';
import { border, normalText, wordsOf } from './normal-text.ts';

/** An album's names, titles and tags as one text, and where each image's part of it ends. */
export interface SearchIndex {
  readonly text: string;
  /** By position: the place in `text` just behind its part. */
  readonly ends: Uint32Array;
}

/** Stands between an image's own texts: words are split at white space, so none holds it. */
const field = '\n';

/** Images that are normalised in one call. */
const batch = 1_000;

/** Builds the text that is searched: once an album, some 100 ms at 100,000 images. */
export function searchIndex(columns: Columns): SearchIndex {
  const parts: string[] = [];
  for (let from = 0; from < columns.count; from += batch) {
    const raw: string[] = [];
    for (let i = from; i < Math.min(from + batch, columns.count); i += 1) raw.push(searchable(columns, i));
    parts.push(normalText(raw.join(border) + border));
  }
  const text = parts.join('');
  const ends = new Uint32Array(columns.count);
  for (let i = 0, at = -1; i < ends.length; i += 1) {
    at = text.indexOf(border, at + 1);
    ends[i] = at;
  }
  return { text, ends };
}

/**
 * The positions whose name, title and tags hold every word of `query`, in the order of `among`.
 * Text is compared as text: nothing in a query is a pattern (attacks A21).
 */
export function search(index: SearchIndex, query: string, among: Uint32Array): Uint32Array {
  const words = wordsOf(query);
  if (words.length === 0) return among;
  const found = new Uint8Array(index.ends.length);
  for (const word of words) countWord(index, word, found);
  return among.filter((position) => found[position] === words.length);
}

/** Adds one to every image that holds `word`: one pass over the text, skipping to the next image at every find. */
function countWord({ text, ends }: SearchIndex, word: string, found: Uint8Array): void {
  let position = 0;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, ends[position])) {
    while ((ends[position] ?? Infinity) < at) position += 1;
    found[position] = (found[position] ?? 0) + 1;
  }
}

function searchable(columns: Columns, position: number): string {
  const text = [
    columns.text('title', position),
    columns.text('filename', position),
    columns.text('tags', position),
  ].join(field);
  return text.includes(border) ? text.replaceAll(border, '') : text;
}
