import type { ImageFacts } from '#shared/models/image.ts';
import type { FieldChange, ResyncRow } from '#shared/models/resync.ts';
import { compareFacts } from './compare.ts';
import { nameOf } from './images-table.ts';
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

  /** Counts an image that is held and came again. */
  compared(before: ImageFacts, after: ImageFacts): void {
    const changes = compareFacts(before, after);
    if (changes.length === 0) {
      this.unchanged();
    } else {
      this.difference.changed += 1;
      this.row('changed', after.id, nameOf(after), changes, true);
    }
  }

  added(facts: ImageFacts): void {
    this.difference.added += 1;
    this.row('added', facts.id, nameOf(facts), [], false);
  }

  removed(facts: ImageFacts): void {
    this.difference.removed += 1;
    this.row('removed', facts.id, nameOf(facts), [], true);
  }

  /** @param before what is held of it; null where it was not known. */
  notFound(id: string, before: ImageFacts | null): void {
    this.difference.notFound += 1;
    this.row('not-found', id, before === null ? id : nameOf(before), [], before !== null);
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
