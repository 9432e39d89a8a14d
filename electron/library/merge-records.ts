import { isSame } from '#shared/columns/id-index.ts';
import { flag, type ColumnValues } from '#shared/columns/layout.ts';
import type { ImageFacts } from '#shared/models/image.ts';
import type { AlbumRow } from './albums-table.ts';
import { changeList, type ChangedImage } from './change-list.ts';
import { columnValues, completedValues } from './column-values.ts';
import type { Findings } from './findings.ts';
import { factsOf, seenAt } from './image-list.ts';
import { completed } from './merged-record.ts';
import type { Store } from './store.ts';
import type { StoredList } from './stored-list.ts';

/** One record to take into a list that is held. */
export interface RecordToMerge {
  record: Uint8Array;
  facts: ImageFacts;
  hasPicture: boolean;
}

/**
 * Tells what differs between records and the list that is to take them.
 * @param list null where the album is not held
 * @returns those that are not in the list as they are: there to be merged.
 */
export function tellRecords(
  list: StoredList | null,
  records: readonly RecordToMerge[],
  findings: Findings,
): RecordToMerge[] {
  return records.filter((came) => {
    const position = list?.find(came.facts.id) ?? null;
    if (list === null || position === null) {
      findings.added(came);
      return true;
    }
    const isHeld = isSame(list.record(position), came.record);
    findings.compared(isHeld ? came : seenAt(list, position), came);
    return !isHeld;
  });
}

/**
 * Updates images where they stand in an album that is held, or puts them at its end. To be called in a transaction.
 * @param album is changed as well as stored.
 */
export function mergeRecords(store: Store, album: AlbumRow, records: readonly RecordToMerge[]): void {
  const list = store.stored(album);
  const changes: ChangedImage[] = [];
  const valuesOf = (facts: ImageFacts, hasPicture: boolean): ColumnValues => {
    const values = columnValues(facts, hasPicture, album.album);
    return album.source === 'album' ? completedValues(values) : values;
  };
  for (const { record, facts, hasPicture } of records) {
    const position = list.find(facts.id);
    if (position === null) {
      changes.push({ position: null, record, values: valuesOf(facts, hasPicture) });
      continue;
    }
    const held = list.record(position);
    if (isSame(held, record)) continue;
    const both = completed(held, record);
    const values = valuesOf(both === record ? facts : factsOf(both, facts.id), hasPicture);
    changes.push({ position, record: both, values });
  }
  if (changes.length === 0) return;
  const count = (bit: number): number =>
    changes.reduce((sum, { position, values }) => {
      const was = position === null ? 0 : (list.flags(position) & bit) === 0 ? 0 : 1;
      return sum + ((values.flags & bit) === 0 ? 0 : 1) - was;
    }, 0);
  album.complete_count += count(flag.complete);
  album.odd_count += count(flag.odd);
  album.images_count += changes.filter(({ position }) => position === null).length;
  album.revision = store.nextRevision();
  changeList(store, list, changes);
  store.albums.put(album);
}
