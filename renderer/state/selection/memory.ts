import type { Columns } from '#shared/columns/read.ts';
import { z } from '#shared/zod.ts';
import { each, has, noPositions, positionsOf, type Positions } from './positions.ts';

/**
 * A selection as it is kept over a reload of the window (sessionStorage). Positions mean something in one revision
 * only; ids, kept up to some thousands, find the images again where the album changed meanwhile.
 */
const kept = z.object({
  revision: z.int(),
  /** First and last position of every run, in turn. */
  runs: z.array(z.int().nonnegative()),
  ids: z.array(z.string()).nullable(),
});

const mostIds = 2_000;

/** The text to keep for `chosen` at this revision. */
export function remember(chosen: Positions, revision: number, columns: Columns): string {
  const runs = runsOf(chosen);
  const ids =
    chosen.size > mostIds ? null : Array.from(each(chosen), (position) => columns.text('id', position));
  return JSON.stringify({ revision, runs, ids } satisfies z.infer<typeof kept>);
}

function runsOf(chosen: Positions): number[] {
  const runs: number[] = [];
  let first = -1;
  for (let position = 0; position <= chosen.length; position += 1) {
    const isChosen = has(chosen, position);
    if (isChosen && first === -1) first = position;
    if (!isChosen && first !== -1) {
      runs.push(first, position - 1);
      first = -1;
    }
  }
  return runs;
}

/** What `remember` kept, as far as it can be told for this revision; empty for anything else. */
export function recall(text: string | null, revision: number, columns: Columns): Positions {
  const read = kept.safeParse(parse(text));
  if (!read.success) return noPositions(columns.count);
  const { runs, ids } = read.data;
  if (read.data.revision === revision) return positionsOf(columns.count, inRuns(runs, columns.count));
  return positionsOf(columns.count, ids === null ? [] : withIds(new Set(ids), columns));
}

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    // Not what this file wrote: nothing to recall.
    return null;
  }
}

function* inRuns(runs: readonly number[], count: number): Generator<number> {
  for (let i = 0; i + 1 < runs.length; i += 2) {
    const last = Math.min(runs[i + 1] ?? 0, count - 1);
    for (let position = runs[i] ?? 0; position <= last; position += 1) yield position;
  }
}

function* withIds(ids: ReadonlySet<string>, columns: Columns): Generator<number> {
  if (ids.size === 0) return;
  for (let i = 0; i < columns.count; i += 1) if (ids.has(columns.text('id', i))) yield i;
}
