import type { Columns } from '#shared/columns/read.ts';
import { searchIndex, type SearchIndex } from './search-index.ts';

const indexes = new WeakMap<Columns, SearchIndex>();

/** The search index of these columns, built when first asked for and kept as long as they are. */
export function indexOf(columns: Columns): SearchIndex {
  const held = indexes.get(columns);
  if (held !== undefined) return held;
  const built = searchIndex(columns);
  indexes.set(columns, built);
  return built;
}
