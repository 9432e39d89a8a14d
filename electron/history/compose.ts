import type { FieldChange, ResyncMark } from '#shared/models/resync.ts';
import { formerPlaces, movedPlaces, type Moved } from './moves.ts';
import { looksOther } from './other-picture.ts';
import type { KeptRow } from './page-codec.ts';
import { tallyOf, type Tally } from './tally.ts';

/** What became of one image along the chain: as it was first, as it was last. */
interface Story {
  first: KeptRow;
  last: KeptRow;
  fields: Map<string, FieldChange>;
  /** It went and came back: fields that no row names may have changed meanwhile. */
  wasAway: boolean;
  /** Addresses of its picture, before it first changed and after it last did. */
  before: string[] | null;
  after: string[] | null;
}

/** Marks that say how the record is, whatever it was: the last look at it is right. */
const ofRecord: ReadonlySet<ResyncMark> = new Set(['other-album', 'processing-error', 'unreadable']);
const tellsNothing: ReadonlySet<KeptRow['kind']> = new Set(['failed', 'not-found']);

/**
 * Puts together what several reports, one after the other, say of each image. Of a field counts what it was before its
 * first change and after its last; where these are alike it did not change.
 */
export class Composition {
  private readonly stories = new Map<string, Story>();
  private readonly nameOf: (id: string) => string;

  /** @param nameOf what an image is called of which no report tells */
  constructor(nameOf: (id: string) => string = (id) => id) {
    this.nameOf = nameOf;
  }

  /** The next look at an image, in the order in which the library took them. */
  add(row: KeptRow): void {
    if (tellsNothing.has(row.kind)) return;
    const story = this.stories.get(row.id) ?? this.begin(row);
    for (const { field, before, after } of row.changes) {
      const known = story.fields.get(field);
      if (known === undefined) story.fields.set(field, { field, before, after });
      else known.after = after;
    }
    story.last = row;
    story.wasAway ||= row.kind === 'removed';
    story.before ??= row.pictures?.before ?? null;
    story.after = row.pictures?.after ?? story.after;
  }

  /**
   * The report that takes the one order to the other, as one look would have found it.
   * @returns its rows in the new order, those that are gone last, and what all images come to
   */
  between(
    albumId: string,
    before: readonly string[],
    after: readonly string[],
  ): { rows: KeptRow[]; tally: Tally } {
    const former = formerPlaces(before, after);
    const moved = movedPlaces(former);
    const here = new Set(after);
    const found = after.map((id, place) =>
      (former[place] ?? -1) < 0
        ? this.added(albumId, id)
        : this.stayed(albumId, id, moved.get(place) ?? null),
    );
    const gone = before.filter((id) => !here.has(id)).map((id) => this.removed(albumId, id));
    const rows = [...found.filter((row) => row !== null), ...gone];
    const tally = tallyOf(rows);
    tally.counts.unchanged += found.length + gone.length - rows.length;
    return { rows, tally };
  }

  /** What every row has. */
  private plain(
    story: Story | undefined,
    albumId: string,
    id: string,
  ): Omit<KeptRow, 'kind' | 'marks' | 'versions'> {
    return {
      id,
      albumId: story?.last.albumId ?? albumId,
      name: story?.last.name ?? this.nameOf(id),
      changes: [],
      move: null,
      error: null,
      pictures: null,
    };
  }

  private begin(row: KeptRow): Story {
    const nothing = { wasAway: false, before: null, after: null };
    const story: Story = { first: row, last: row, fields: new Map(), ...nothing };
    this.stories.set(row.id, story);
    return story;
  }

  /** @returns null where it is as it was */
  private stayed(albumId: string, id: string, moved: Moved | null): KeptRow | null {
    const story = this.stories.get(id);
    const changes = story === undefined ? [] : changesIn(story);
    if (changes.length === 0 && moved === null) return null;
    const marks = story?.last.marks.filter((mark) => ofRecord.has(mark)) ?? [];
    const processed = changes.find(({ field }) => field === 'processed');
    if (processed?.before === 'false' && processed.after === 'true') marks.push('now-processed');
    if (changes.length > 0 && moved !== null) marks.push('moved');
    const hasOtherPicture = story !== undefined && looksOther(changes);
    if (hasOtherPicture) marks.push('picture');
    if (moved === 'goes-on') marks.push('goes-on');
    return {
      ...this.plain(story, albumId, id),
      kind: changes.length > 0 ? 'changed' : 'moved',
      marks,
      changes,
      move: moved === 'goes-on' ? null : moved,
      versions: {
        before: story?.first.versions.before ?? null,
        after: story?.last.versions.after ?? null,
      },
      pictures: hasOtherPicture ? { before: story.before ?? [], after: story.after ?? [] } : null,
    };
  }

  private added(albumId: string, id: string): KeptRow {
    const story = this.stories.get(id);
    return {
      ...this.plain(story, albumId, id),
      kind: 'added',
      marks: story?.last.marks.filter((mark) => ofRecord.has(mark)) ?? [],
      versions: { before: null, after: story?.last.versions.after ?? null },
    };
  }

  private removed(albumId: string, id: string): KeptRow {
    const story = this.stories.get(id);
    return {
      ...this.plain(story, albumId, id),
      kind: 'removed',
      marks: story?.last.kind === 'removed' ? story.last.marks : [],
      versions: { before: story?.first.versions.before ?? null, after: null },
      pictures: { before: story?.before ?? [], after: [] },
    };
  }
}

function changesIn({ first, last, fields, wasAway }: Story): FieldChange[] {
  const changes = [...fields.values()].filter(({ before, after }) => before !== after);
  const [before, after] = [first.versions.before, last.versions.after];
  // Its version tells that something did.
  if (wasAway && before !== after && !fields.has('updatedAt')) {
    changes.push({ field: 'updatedAt', before: dateOf(before), after: dateOf(after) });
  }
  return changes;
}

const dateOf = (version: number | null): string | null =>
  version === null ? null : new Date(version).toISOString();
