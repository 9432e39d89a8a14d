import { encodePart } from '#shared/columns/encode.ts';
import { likenessSlot, partSize, type ColumnValues } from '#shared/columns/layout.ts';
import { partOf } from './image-list.ts';
import { numberAt, valuesAt } from './part-values.ts';
import { blockSize, packRecordsNow } from './record-block.ts';
import type { Store } from './store.ts';
import type { StoredList } from './stored-list.ts';

/** An image of a list as it is to be; without a position it is put at the list's end. */
export interface ChangedImage {
  position: number | null;
  record: Uint8Array;
  values: ColumnValues;
}

type Placed = ReadonlyMap<number, ChangedImage>;

/** Changes a stored list: only the parts and blocks that hold one of the images are made anew. To be called in a transaction. */
export function changeList(store: Store, list: StoredList, changes: readonly ChangedImage[]): void {
  let end = list.count;
  const placed = new Map(changes.map((change) => [change.position ?? end++, change]));
  const parts = new Set([...placed.keys()].map(partOf));
  for (const number of parts) rewritePart(store, list, number, placed, end);
  const blocks = new Set([...placed.keys()].map((position) => Math.floor(position / blockSize)));
  for (const number of blocks) rewriteBlock(store, list, number, placed, end);
  store.changed();
}

function rewritePart(store: Store, list: StoredList, number: number, placed: Placed, end: number): void {
  const first = number * partSize;
  const part = number < list.parts.length ? list.part(number) : null;
  const images: ColumnValues[] = [];
  for (let i = 0; i < partSize && first + i < end; i += 1) {
    const change = placed.get(first + i);
    if (change !== undefined) images.push(change.values);
    else if (part !== null) images.push(valuesAt(part, i));
  }
  store.lists.putPart(store.nextRevision(), list.key, number, encodePart(images));
  const likenesses = list.likenesses(number);
  if (part === null || likenesses === null) return;
  // An edited picture looks like another one.
  const slots = likenesses.slice();
  images.forEach(({ updatedAt }, i) => {
    if (!Object.is(numberAt(part, 'updatedAt', i), updatedAt)) {
      slots.fill(0, i * likenessSlot, (i + 1) * likenessSlot);
    }
  });
  store.lists.putLikenesses(list.key, number, slots);
}

function rewriteBlock(store: Store, list: StoredList, number: number, placed: Placed, end: number): void {
  const first = number * blockSize;
  const isThere = first < list.count;
  const [records, before] = isThere
    ? [[...list.records(number)], list.fingerprints(number)]
    : [[], new Uint32Array(0)];
  const count = Math.min(blockSize, end - first);
  const fingerprints = new Uint32Array(2 * count);
  fingerprints.set(before);
  for (let i = 0; i < count; i += 1) {
    const change = placed.get(first + i);
    if (change === undefined) continue;
    records[i] = change.record;
    // No list has given this record: the next one is compared with it field by field.
    fingerprints.fill(0, 2 * i, 2 * i + 2);
  }
  store.lists.putBlock(list.key, { number, fingerprints, records: packRecordsNow(records) });
}
