import type { ImageFacts } from '#shared/models/image.ts';
import type { FieldChange, ResyncRow } from '#shared/models/resync.ts';
import { compareFacts } from './compare.ts';
import type { Difference } from './library.ts';

/** Collects how what came differs from what was held, image by image. */
export class DifferenceTally {
  readonly difference: Difference = {
    unchanged: 0,
    changed: 0,
    added: 0,
    removed: 0,
    notFound: 0,
    rows: [],
    unclear: [],
  };

  unchanged(): void {
    this.difference.unchanged += 1;
  }

  /** Counts an image that is held and came again. @returns whether it has not changed. */
  compared(before: ImageFacts, after: ImageFacts): boolean {
    const changes = compareFacts(before, after);
    if (changes.length === 0) {
      this.unchanged();
    } else {
      this.difference.changed += 1;
      this.row('changed', after.id, nameOf(after), changes, true);
    }
    return changes.length === 0;
  }

  added(id: string, name: string): void {
    this.difference.added += 1;
    this.row('added', id, name, [], false);
  }

  removed(id: string, name: string): void {
    this.difference.removed += 1;
    this.row('removed', id, name, [], true);
  }

  /** @param name what is held of it; null where it was not known. */
  notFound(id: string, name: string | null): void {
    this.difference.notFound += 1;
    this.row('not-found', id, name ?? id, [], name !== null);
  }

  private row(
    kind: ResyncRow['kind'],
    id: string,
    name: string,
    changes: FieldChange[],
    knownBefore: boolean,
  ): void {
    this.difference.rows.push({ id, name, kind, changes, knownBefore });
  }
}

/** The title, else the file name, else the id. */
const nameOf = (facts: ImageFacts): string => facts.title ?? (facts.filename || facts.id);
