import type { Columns } from '#shared/columns/read.ts';
import { SearchIndexBuilder, type SearchIndex } from './search-index.ts';

interface Work {
  builder: SearchIndexBuilder;
  index: SearchIndex | null;
}

const works = new WeakMap<Columns, Work>();

/** The search index of these columns: what was prepared, finished at once where need be, kept as long as they are. */
export function indexOf(columns: Columns): SearchIndex {
  const work = workOn(columns);
  work.index ??= work.builder.finish();
  return work.index;
}

/** Prepares the index in idle moments, so that the first letter need not wait for it. Gives the function that stops it. */
export function prepareIndex(columns: Columns): () => void {
  let idle = requestIdleCallback(function prepare(deadline) {
    const work = workOn(columns);
    while (!work.builder.isComplete && deadline.timeRemaining() > 2) work.builder.step();
    if (work.builder.isComplete) work.index ??= work.builder.finish();
    else idle = requestIdleCallback(prepare);
  });
  return () => cancelIdleCallback(idle);
}

function workOn(columns: Columns): Work {
  const held = works.get(columns);
  if (held !== undefined) return held;
  const work: Work = { builder: new SearchIndexBuilder(columns), index: null };
  works.set(columns, work);
  return work;
}
