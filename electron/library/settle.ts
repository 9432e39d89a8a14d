import { setImmediate } from 'node:timers/promises';
import { flag, likenessSlot, partSize, type ColumnValues } from '#shared/columns/layout.ts';
import type { Arrival } from './arrival.ts';
import { columnValues, completedValues } from './column-values.ts';
import { Comparison, type Held, type Telling } from './comparison.ts';
import { factsOf, flagsAt, idAt, partOf, seenAt, updatedAtOf } from './image-list.ts';
import type { Block } from './lists-table.ts';
import { completed } from './merged-record.ts';
import { changedPart, valuesAt } from './part-values.ts';
import { blockSize, packRecords, putFingerprint } from './record-block.ts';
import type { Store } from './store.ts';
import type { StoredList } from './stored-list.ts';

/**
 * Stores the records of what has arrived, block by block, letting other work in between, and compares them with the
 * list that is held: what only that knows (tags of a route that carries none, likenesses) is carried over.
 * @param held null where the album is not held
 * @returns whether both show the same images in the same order.
 */
export async function settle(
  store: Store,
  arrival: Arrival,
  held: Omit<Held, 'former'> | null,
  telling: Telling,
): Promise<boolean> {
  await arrival.reread(held && { key: held.list.key, revision: held.revision });
  const former = await formerPositions(arrival, held?.list ?? null);
  const settler = new Settler(store, arrival, held && { ...held, former }, telling);
  for (let number = 0; number * partSize < arrival.count; number += 1) await settler.part(number);
  return settler.end();
}

async function formerPositions(arrival: Arrival, held: StoredList | null): Promise<Int32Array> {
  const former = new Int32Array(arrival.count).fill(-1);
  if (held === null) return former;
  for (let position = 0; position < former.length; position += 1) {
    former[position] = arrival.known(position) ?? held.find(idAt(arrival, position)) ?? -1;
    if (position % partSize === 0) await setImmediate();
  }
  return former;
}

/** Blocks that are packed side by side: as many as the machine has cores, mostly; each takes its memory. */
const packedAtOnce = 3;

/** An image of a block being settled: as it came, or as it is to be stored instead. */
interface Image {
  record: Uint8Array;
  values: ColumnValues | null;
}

class Settler {
  private readonly store: Store;
  private readonly arrival: Arrival;
  private readonly held: Held | null;
  private readonly comparison: Comparison;

  constructor(store: Store, arrival: Arrival, held: Held | null, telling: Telling) {
    this.store = store;
    this.arrival = arrival;
    this.held = held;
    this.comparison = new Comparison(arrival, held, telling);
  }

  async part(number: number): Promise<void> {
    const { arrival, store, held } = this;
    const first = number * partSize;
    const end = first + arrival.countIn(number);
    const changed = new Map<number, ColumnValues>();
    const asHeld: number[] = [];
    const blocks: Block[] = [];
    let packing: Promise<Block>[] = [];
    for (let from = first; from < end; from += blockSize) {
      const until = Math.min(from + blockSize, end);
      if (held !== null && this.isAsHeld(held.list, from, until)) asHeld.push(from / blockSize);
      else packing.push(this.packed(from, until, changed));
      if (packing.length === packedAtOnce || until === end) {
        blocks.push(...(await Promise.all(packing)));
        packing = [];
      }
    }
    store.transaction(() => {
      if (held !== null) store.lists.copyBlocks(held.list.key, arrival.key, asHeld);
      for (const block of blocks) store.lists.putBlock(arrival.key, block);
      if (changed.size > 0) arrival.replacePart(number, changedPart(arrival.part(number), changed));
    });
    this.carryLikenesses(number, end - first);
    await setImmediate();
  }

  /** To be called after all parts. @returns whether both show the same images in the same order. */
  async end(): Promise<boolean> {
    await this.comparison.removed();
    return this.comparison.isSame;
  }

  /** Whether all of a block is known and makes up the same one in the list that is held: then it is told of, too. */
  private isAsHeld(list: StoredList, from: number, until: number): boolean {
    if (until - from < blockSize && until !== list.count) return false;
    for (let position = from; position < until; position += 1) {
      if (this.arrival.known(position) !== position) return false;
    }
    for (let position = from; position < until; position += 1) this.known(list, position, position);
    return true;
  }

  /** @param changed is given what the page is to be shown otherwise, by index in the part */
  private async packed(from: number, until: number, changed: Map<number, ColumnValues>): Promise<Block> {
    const { arrival, held } = this;
    const fingerprints = new Uint32Array(2 * (until - from));
    const records = arrival.records(from, until).map((came, i) => {
      const position = from + i;
      const known = arrival.known(position);
      if (held !== null && known !== null) {
        this.known(held.list, position, known);
        fingerprints.set(held.list.fingerprint(known), 2 * i);
        const isCompleted = (flagsAt(arrival, position) & flag.completed) !== 0;
        return isCompleted ? held.list.record(known) : came;
      }
      putFingerprint(fingerprints, i, came);
      const { record, values } = this.image(position, came, fingerprints.subarray(2 * i, 2 * i + 2));
      if (values !== null) changed.set(position % partSize, values);
      return record;
    });
    return { number: from / blockSize, fingerprints, records: await packRecords(records) };
  }

  private known(list: StoredList, position: number, at: number): void {
    this.comparison.again(position, at, () => list.record(at));
  }

  private image(position: number, record: Uint8Array, fingerprint: Uint32Array): Image {
    const { arrival, held, comparison } = this;
    const asItCame = { record, values: null };
    const at = held?.former[position] ?? -1;
    if (held === null || at < 0) {
      comparison.added(position, record);
      return asItCame;
    }
    const { list } = held;
    const [checksum, length] = list.fingerprint(at);
    if (checksum === fingerprint[0] && length === fingerprint[1]) {
      comparison.again(position, at, () => record);
      const isCompleted = (flagsAt(list, at) & flag.completed) !== 0;
      return isCompleted
        ? { record: list.record(at), values: valuesAt(list.part(partOf(at)), at % partSize) }
        : asItCame;
    }
    const [was, is] = [seenAt(list, at), comparison.seen(position, record)];
    comparison.otherwise(position, at, was, is);
    const both = completed(was.record, record);
    if (both === record) return asItCame;
    const hasPicture = (flagsAt(arrival, position) & flag.hasPicture) !== 0;
    const values = columnValues(factsOf(both, is.facts.id), hasPicture, arrival.albumId);
    return { record: both, values: completedValues(values) };
  }

  private carryLikenesses(number: number, count: number): void {
    const { store, arrival, held } = this;
    if (held === null) return;
    const slots = new Uint8Array(partSize * likenessSlot);
    for (let i = 0; i < count; i += 1) {
      const position = number * partSize + i;
      const at = held.former[position] ?? -1;
      const likenesses = at < 0 ? null : held.list.likenesses(partOf(at));
      if (likenesses === null || updatedAtOf(held.list, at) !== updatedAtOf(arrival, position)) continue;
      const from = (at % partSize) * likenessSlot;
      slots.set(likenesses.subarray(from, from + likenessSlot), i * likenessSlot);
    }
    if (slots.some((byte) => byte !== 0)) store.lists.putLikenesses(arrival.key, number, slots);
  }
}
