import { resyncKinds, type Resync, type ResyncKind, type ResyncMark } from '#shared/models/resync.ts';
import { kindCode, markBits, type ReportIndex } from '#shared/report-index.ts';

/** What of a report is shown: images of any of these kinds that have any of these marks; nothing chosen is everything. */
export interface ReportFilter {
  readonly kinds: readonly ResyncKind[];
  readonly marks: readonly ResyncMark[];
}

export const noFilter: ReportFilter = { kinds: [], marks: [] };

/** The same filter with this one chosen, or not any more. */
export function toggled<Item>(items: readonly Item[], item: Item): Item[] {
  return items.includes(item) ? items.filter((each) => each !== item) : [...items, item];
}

/** As `resyncAddress` takes it: kinds, and marks behind a `+`. */
export function filterText({ kinds, marks }: ReportFilter): string {
  return kinds.join(',') + (marks.length === 0 ? '' : `+${marks.join(',')}`);
}

/** What is shown of a report. */
export interface ReportLines {
  /** Places in its index, kind by kind (`resyncKinds`), as they came within a kind. */
  lines: Uint32Array<ArrayBuffer>;
  /** By the key of a moved block's line, how many more images of the block there are to be shown. */
  blocks: ReadonlyMap<number, number>;
}

/**
 * The lines of a report. A moved block is one line: its first image, or where that is filtered out the first that is
 * not. Where it is unfolded the others follow.
 * @param unfolded keys of lines
 */
export function shownLines(
  index: ReportIndex,
  filter: ReportFilter,
  unfolded: ReadonlySet<number> = noneUnfolded,
): ReportLines {
  const found = resyncKinds.map((): number[] => []);
  const blocks = new Map<number, number>();
  const isWanted = wanted(filter);
  /** The line of the moved block that began last; null while it has none. */
  let block: { key: number; kind: number } | null = null;
  for (let place = 0; place < index.count; place += 1) {
    const [key = 0, kind = 0, marks = 0] = [index.keys[place], index.kinds[place], index.marks[place]];
    const goesOn = (marks & goesOnBit) !== 0;
    const isMoved = kind === movedCode || (marks & movedBit) !== 0;
    // An added image may stand within a block.
    if (isMoved && !goesOn) block = null;
    if (!isWanted(kind, marks)) continue;
    // What has changed as well has something of its own to tell.
    if (goesOn && kind === movedCode && block !== null) {
      blocks.set(block.key, (blocks.get(block.key) ?? 0) + 1);
      if (unfolded.has(block.key)) found[block.kind]?.push(place);
      continue;
    }
    if (isMoved) block ??= { key, kind };
    found[kind]?.push(place);
  }
  return { lines: Uint32Array.from(found.flat()), blocks };
}

const noneUnfolded: ReadonlySet<number> = new Set();

/** How many images a filter shows: of a moved block all, not only its line, and of whole kinds those without a row. */
export function shownImages(
  { counts }: Pick<Resync, 'counts'>,
  index: ReportIndex,
  filter: ReportFilter,
): number {
  if (filter.marks.length === 0 && filter.kinds.length > 0)
    return filter.kinds.reduce((sum, kind) => sum + counts[kind], 0);
  const isWanted = wanted(filter);
  let count = 0;
  for (let place = 0; place < index.count; place += 1)
    if (isWanted(index.kinds[place] ?? 0, index.marks[place] ?? 0)) count += 1;
  return count;
}

const goesOnBit = markBits(['goes-on']);
const movedBit = markBits(['moved']);
const movedCode = kindCode('moved');

function wanted({ kinds, marks }: ReportFilter): (kind: number, marks: number) => boolean {
  const kindsBits = kinds.length === 0 ? ~0 : kinds.reduce((bits, kind) => bits | (1 << kindCode(kind)), 0);
  const anyOf = markBits(marks);
  return (kind, marks) => (kindsBits & (1 << kind)) !== 0 && (anyOf === 0 || (marks & anyOf) !== 0);
}
