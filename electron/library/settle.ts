import { setImmediate } from 'node:timers/promises';
import { encodePart } from '#shared/columns/encode.ts';
import { flag, likenessSlot, partSize, type ColumnValues } from '#shared/columns/layout.ts';
import { movedPlaces, type Moved } from '../history/moves.ts';
import type { Arrival } from './arrival.ts';
import { columnValues } from './column-values.ts';
import type { Findings, Seen } from './findings.ts';
import { factsOf, flagsAt, idAt, partOf, seenAt, updatedAtOf } from './image-list.ts';
import { completed } from './merged-record.ts';
import { valuesAt } from './part-values.ts';
import { blocksInPart, blockSize, packRecords, putFingerprint } from './record-block.ts';
import type { Store } from './store.ts';
import type { StoredList } from './stored-list.ts';

/** What is to be said of an arrival. */
export interface Telling {
  /** Null: nothing. */
  findings: Findings | null;
  /** The album was not held, or only in part: all of it counts as added. */
  isFirst: boolean;
}

/** An image of the part being settled: as it came, or as it is to be stored instead. */
interface Image {
  record: Uint8Array;
  values: ColumnValues | null;
}

/**
 * Stores the records of what has arrived, block by block, letting other work in between, and compares them with the
 * list that is held: what only that knows (tags of a route that carries none, likenesses) is carried over.
 * @param held null where the album is not held
 * @returns whether both show the same images in the same order.
 */
export async function settle(
  store: Store,
  arrival: Arrival,
  held: Pick<Held, 'list' | 'placed'> | null,
  telling: Telling,
): Promise<boolean> {
  const former = await formerPositions(arrival, held?.list ?? null);
  const settler = new Settler(store, arrival, held && { ...held, former }, telling);
  for (let number = 0; number * partSize < arrival.count; number += 1) await settler.part(number);
  const isComplete = settler.removed() === 0;
  return isComplete && settler.isSame;
}

/** By position in the arrival, where the image stands in the held list; -1: nowhere. */
async function formerPositions(arrival: Arrival, held: StoredList | null): Promise<Int32Array> {
  const former = new Int32Array(arrival.count).fill(-1);
  if (held === null) return former;
  for (let position = 0; position < former.length; position += 1) {
    former[position] = held.find(idAt(arrival, position)) ?? -1;
    if (position % partSize === 0) await setImmediate();
  }
  return former;
}

/** Where they stood, of those whose place is known. */
const placesIn = ({ former, placed }: Held): Int32Array => former.map((at) => (at < placed ? at : -1));

/** The list that is held, and where the images that came stand in it. */
interface Held {
  list: StoredList;
  /** How many of its images, from the first, stand where a list had them; of the others no move is known. */
  placed: number;
  former: Int32Array;
}

class Settler {
  isSame: boolean;
  private readonly store: Store;
  private readonly arrival: Arrival;
  private readonly held: Held | null;
  private readonly telling: Telling;
  /** Where the album is compared with the one that is held. */
  private readonly findings: Findings | null;
  private readonly moved: ReadonlyMap<number, Moved>;

  constructor(store: Store, arrival: Arrival, held: Held | null, telling: Telling) {
    this.store = store;
    this.arrival = arrival;
    this.held = held;
    this.telling = telling;
    this.findings = telling.isFirst ? null : telling.findings;
    this.isSame = held?.list.count === arrival.count;
    this.moved = held === null || this.findings === null ? new Map() : movedPlaces(placesIn(held));
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

  /** Tells and counts what is held and did not come again. */
  removed(): number {
    const { held, findings, arrival } = this;
    if (held === null) return 0;
    const cameAgain = new Uint8Array(held.list.count);
    for (const at of held.former) if (at >= 0) cameAgain[at] = 1;
    const gone = [...cameAgain.keys()].filter((position) => cameAgain[position] === 0);
    // As many as could not be read may be just those.
    const isSure = gone.length > arrival.unreadable;
    for (const position of gone) findings?.removed(seenAt(held.list, position), isSure);
    return gone.length;
  }

  private image(position: number, record: Uint8Array, fingerprints: Uint32Array, i: number): Image {
    const { arrival, held, findings } = this;
    const asItCame = { record, values: null };
    if (this.telling.isFirst) this.tellFirst(position, record);
    const at = held?.former[position] ?? -1;
    if (held === null || at < 0) {
      this.isSame = false;
      findings?.added(this.seen(position, record));
      return asItCame;
    }
    this.isSame &&= at === position;
    const former = held.list.fingerprints(Math.floor(at / blockSize));
    const k = 2 * (at % blockSize);
    if (former[k] === fingerprints[2 * i] && former[k + 1] === fingerprints[2 * i + 1]) {
      this.tellUnchanged(position, record);
      const isCompleted = (flagsAt(held.list, at) & ~flagsAt(arrival, position) & flag.complete) !== 0;
      // As it is held, with what another route told of it meanwhile.
      return isCompleted
        ? { record: held.list.record(at), values: valuesAt(held.list.part(partOf(at)), at % partSize) }
        : asItCame;
    }
    const [was, is] = [seenAt(held.list, at), this.seen(position, record)];
    const isSame = findings?.compared(was, is, this.moved.get(position) ?? null) ?? false;
    this.isSame &&= isSame;
    const both = completed(was.record, record);
    if (both === record) return asItCame;
    const hasPicture = (flagsAt(arrival, position) & flag.hasPicture) !== 0;
    return { record: both, values: columnValues(factsOf(both, is.facts.id), hasPicture) };
  }

  /** Only what is worth a word is read. */
  private tellUnchanged(position: number, record: Uint8Array): void {
    const { arrival, findings, moved } = this;
    if (findings === null) return;
    if (moved.has(position) || arrival.isRemarkable(position)) {
      const seen = this.seen(position, record);
      findings.compared(seen, seen, moved.get(position) ?? null);
    } else {
      findings.unchanged();
    }
  }

  private tellFirst(position: number, record: Uint8Array): void {
    const { findings } = this.telling;
    if (this.arrival.isRemarkable(position)) findings?.added(this.seen(position, record));
    else findings?.firstSeen();
  }

  private seen(position: number, record: Uint8Array): Seen {
    return { facts: factsOf(record, idAt(this.arrival, position)), record };
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
      const at = held.former[position] ?? -1;
      if (at < 0 || updatedAtOf(held.list, at) !== updatedAtOf(arrival, position)) continue;
      const from = (at % partSize) * likenessSlot;
      const likenesses = held.list.likenesses(partOf(at));
      if (likenesses !== null) slots.set(likenesses.subarray(from, from + likenessSlot), i * likenessSlot);
    }
    if (slots.some((byte) => byte !== 0)) store.lists.putLikenesses(arrival.key, number, slots);
  }
}
