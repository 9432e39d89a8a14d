import { encodePart } from '#shared/columns/encode.ts';
import { flag, likenessSlot, partSize, type ColumnValues } from '#shared/columns/layout.ts';
import { DifferenceTally } from './difference.ts';
import type { Arrival } from './arrival.ts';
import { columnValues } from './column-values.ts';
import { factsAt, factsOf, idAt, nameAt, partOf, flagsAt, updatedAtOf } from './image-list.ts';
import { completed } from './merged-record.ts';
import { valuesAt } from './part-values.ts';
import { blocksInPart, blockSize, packRecords, putFingerprint } from './record-block.ts';
import type { Store } from './store.ts';
import type { StoredList } from './stored-list.ts';

/** What became of an arrival that was put beside the list that is held. */
export interface Settled {
  tally: DifferenceTally;
  /** True where both show the same images in the same order. */
  isSame: boolean;
}

/** An image of the part being settled: as it came, or as it is to be stored instead. */
interface Image {
  record: Uint8Array;
  values: ColumnValues | null;
}

/**
 * Stores the records of what has arrived, block by block, letting other work in between, and compares them with the
 * list that is held: what only that knows (tags of a route that carries none, likenesses) is carried over.
 * @param held null where the album is not held: all of it is new then.
 */
export async function settle(store: Store, arrival: Arrival, held: StoredList | null): Promise<Settled> {
  const settler = new Settler(store, arrival, held);
  for (let number = 0; number * partSize < arrival.count; number += 1) await settler.part(number);
  return { tally: settler.tally, isSame: settler.removed() === 0 && settler.isSame };
}

class Settler {
  readonly tally = new DifferenceTally();
  isSame: boolean;
  private readonly store: Store;
  private readonly arrival: Arrival;
  private readonly held: StoredList | null;
  /** By position in the held list: whether the image came again. */
  private readonly cameAgain: Uint8Array;

  constructor(store: Store, arrival: Arrival, held: StoredList | null) {
    this.store = store;
    this.arrival = arrival;
    this.held = held;
    this.isSame = held?.count === arrival.count;
    this.cameAgain = new Uint8Array(held?.count ?? 0);
  }

  async part(number: number): Promise<void> {
    const { arrival, store } = this;
    const first = number * partSize;
    const count = arrival.countIn(number);
    const changed = new Map<number, ColumnValues>();
    for (let block = 0; block * blockSize < count; block += 1) {
      const from = first + block * blockSize;
      const records = arrival.records(from, Math.min(from + blockSize, first + count));
      const fingerprints = new Uint32Array(2 * records.length);
      records.forEach((record, i) => putFingerprint(fingerprints, i, record));
      const stored = records.map((record, i) => {
        const image = this.image(from + i, record, fingerprints, i);
        if (image.values !== null) changed.set(from + i - first, image.values);
        return image.record;
      });
      const packed = await packRecords(stored);
      store.transaction(() =>
        store.lists.putBlock(arrival.key, number * blocksInPart + block, fingerprints, packed),
      );
    }
    if (changed.size > 0) this.rewritePart(number, changed);
    this.carryLikenesses(number, count);
  }

  /** Counts what is held and did not come again. */
  removed(): number {
    const { held } = this;
    if (held === null) return 0;
    let count = 0;
    this.cameAgain.forEach((came, position) => {
      if (came === 1) return;
      count += 1;
      this.tally.removed(idAt(held, position), nameAt(held, position));
    });
    return count;
  }

  private image(position: number, record: Uint8Array, fingerprints: Uint32Array, i: number): Image {
    const { arrival, held, tally } = this;
    if (held === null) return { record, values: null };
    const id = idAt(arrival, position);
    const at = held.find(id);
    this.isSame &&= at === position;
    if (at === null) {
      tally.added(id, nameAt(arrival, position));
      return { record, values: null };
    }
    this.cameAgain[at] = 1;
    const former = held.fingerprints(Math.floor(at / blockSize));
    const k = 2 * (at % blockSize);
    if (former[k] === fingerprints[2 * i] && former[k + 1] === fingerprints[2 * i + 1]) {
      tally.unchanged();
      const isCompleted = (flagsAt(held, at) & ~flagsAt(arrival, position) & flag.complete) !== 0;
      // As it is held, with what another route told of it meanwhile.
      return isCompleted
        ? { record: held.record(at), values: valuesAt(held.part(partOf(at)), at % partSize) }
        : { record, values: null };
    }
    const was = factsAt(held, at);
    const is = factsOf(record, id);
    if (!tally.compared(was, is)) this.isSame = false;
    const both = completed(held.record(at), record);
    if (both === record) return { record, values: null };
    const hasPicture = (flagsAt(arrival, position) & flag.hasPicture) !== 0;
    return { record: both, values: columnValues(factsOf(both, id), hasPicture) };
  }

  private rewritePart(number: number, changed: ReadonlyMap<number, ColumnValues>): void {
    const { store, arrival } = this;
    const part = arrival.part(number);
    const images = Array.from({ length: part.count }, (_, i) => changed.get(i) ?? valuesAt(part, i));
    store.transaction(() => arrival.replacePart(number, encodePart(images)));
  }

  private carryLikenesses(number: number, count: number): void {
    const { store, arrival, held } = this;
    if (held === null) return;
    const slots = new Uint8Array(partSize * likenessSlot);
    for (let i = 0; i < count; i += 1) {
      const position = number * partSize + i;
      const at = held.find(idAt(arrival, position));
      if (at === null || updatedAtOf(held, at) !== updatedAtOf(arrival, position)) continue;
      const from = (at % partSize) * likenessSlot;
      const likenesses = held.likenesses(partOf(at));
      if (likenesses !== null) slots.set(likenesses.subarray(from, from + likenessSlot), i * likenessSlot);
    }
    if (slots.some((byte) => byte !== 0)) store.lists.putLikenesses(arrival.key, number, slots);
  }
}
