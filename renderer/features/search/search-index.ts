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

/** Images that are normalised in one call, about a millisecond's work. */
const batch = 500;

/** Makes a search index, a batch at a time so that an idle moment can be used for it. */
export class SearchIndexBuilder {
  private readonly parts: string[] = [];
  private next = 0;
  private readonly columns: Columns;

  constructor(columns: Columns) {
    this.columns = columns;
  }

  get isComplete(): boolean {
    return this.next >= this.columns.count;
  }

  step(): void {
    const raw: string[] = [];
    const end = Math.min(this.next + batch, this.columns.count);
    for (let i = this.next; i < end; i += 1) raw.push(searchable(this.columns, i));
    this.parts.push(normalText(raw.join(border) + border));
    this.next = end;
  }

  /** Does what is left to do. */
  finish(): SearchIndex {
    while (!this.isComplete) this.step();
    const text = this.parts.join('');
    const ends = new Uint32Array(this.columns.count);
    for (let i = 0, at = -1; i < ends.length; i += 1) {
      at = text.indexOf(border, at + 1);
      ends[i] = at;
    }
    return { text, ends };
  }
}

export const searchIndex = (columns: Columns): SearchIndex => new SearchIndexBuilder(columns).finish();

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
