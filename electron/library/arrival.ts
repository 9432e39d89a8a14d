import { setImmediate } from 'node:timers/promises';
import { PartBuilder } from '#shared/columns/encode.ts';
import { flag, imagesInPart, partSize, type ColumnValues } from '#shared/columns/layout.ts';
import { readPart, type Part } from '#shared/columns/read.ts';
import type { AlbumState } from '#shared/models/album.ts';
import type { ImageFacts } from '#shared/models/image.ts';
import { ArrivedRecords } from './arrived-records.ts';
import type { ArrivingFile } from './arriving-file.ts';
import { columnValues } from './column-values.ts';
import { Damaged } from '../storage/sqlite.ts';
import { factsOf, flagsAt, ListIds, Recent, type ImageList } from './image-list.ts';
import type { KnownRecord, ListState } from './known-records.ts';
import { changedPart, numberAt, textAt } from './part-values.ts';
import type { Store } from './store.ts';

/** One element of an answer: what it says, and where its bytes are in the answer. */
export interface ArrivedRecord {
  facts: ImageFacts;
  hasPicture: boolean;
  offset: number;
  length: number;
}

/** One that is held as it came, so that it was not read. */
export interface ArrivedAsKnown {
  known: KnownRecord;
  offset: number;
}

const remarkable = flag.processingError | flag.odd | flag.otherAlbum;

const noBytes = new Uint8Array(0);

/** Images that fill a screen. */
const first = 48;
/**
 * How long the first images are kept back for more to come, ms: a small album is then shown whole and not in pieces. And
 * how long those that have come since are.
 */
const [patience, pause] = [25, 250];

/** What comes of one album: its parts are stored as they fill, its records stay in the answer's file. */
export class Arrival implements ImageList {
  readonly key: number;
  readonly albumId: string;
  count = 0;
  unreadable = 0;
  repeated = 0;
  odd = 0;
  complete = 0;
  /** The keys of the parts that are full. */
  readonly parts: number[] = [];
  /** As the page was told of it last. */
  lastTold: AlbumState | null = null;
  private readonly store: Store;
  private readonly places: ArrivedRecords;
  private readonly ids = new ListIds();
  private readonly recent = new Recent<Part>(4);
  /** The list in which known records were found. */
  private knownIn: ListState | null = null;
  /** The part that grows; null while it is stored for want of use (`park`), and after the end. */
  private tail: PartBuilder | null = null;
  private parked: number | null = null;
  private tailIds = new Map<string, number>();
  /** The last part as it was told of: more may have come since. */
  private told: { key: number | null; columns: Uint8Array<ArrayBuffer>; count: number; at: number } | null =
    null;
  private tailRead: Part | null = null;
  private hasEnded = false;
  private firstAt: number | null = null;

  constructor(store: Store, albumId: string, file: ArrivingFile) {
    this.store = store;
    this.albumId = albumId;
    this.places = new ArrivedRecords(file);
    this.key = store.lists.add();
  }

  add({ facts, hasPicture, offset, length }: ArrivedRecord): void {
    if (this.find(facts.id) !== null) {
      this.repeated += 1;
      return;
    }
    const values = columnValues(facts, hasPicture, this.albumId);
    this.places.push(offset, length, null);
    this.pushed(facts.id, values.flags, (tail) => tail.push(values));
  }

  addKnown({ known, offset }: ArrivedAsKnown): void {
    const { list, position, part, index, length } = known;
    const id = textAt(part, 'id', index);
    if (this.find(id) !== null) {
      this.repeated += 1;
      return;
    }
    this.knownIn = list;
    this.places.push(offset, length, position);
    this.pushed(id, numberAt(part, 'flags', index), (tail) => tail.pushFrom(part, index));
  }

  /** To be called when no more images come: it is whole. */
  end(): void {
    this.hasEnded = true;
    if (this.tail !== null) this.storeTail(this.tail);
    else if (this.parked !== null) this.parts.push(this.parked);
    this.parked = null;
  }

  /** Lets go of the memory of what grows, until it grows again: an answer may name thousands of albums. */
  park(): void {
    if (this.tail === null) return;
    const key = this.store.nextRevision();
    this.store.lists.putPart(key, this.key, this.parts.length, this.tail.encode());
    this.parked = key;
    this.tail = null;
    this.tailRead = null;
    this.told = this.told && { ...this.told, columns: noBytes };
  }

  /** Whether there is something worth showing that was not told of yet. @param now ms, monotonic. */
  isDue(now: number): boolean {
    if (this.told === null) {
      this.firstAt ??= this.count > 0 ? now : null;
      if (this.hasEnded) return this.count >= first;
      return this.firstAt !== null && now - this.firstAt >= patience;
    }
    if (this.hasEnded) return true;
    const { count, at } = this.told;
    return this.count >= 2 * count || (this.count > count && now - at >= pause);
  }

  /** What the page is to be told now: the parts so far, the last one under a key of its own. */
  state(accountId: string, now: number): AlbumState {
    const key = this.tail === null ? this.parked : this.store.nextRevision();
    const columns = this.tail === null ? noBytes : this.tail.encode();
    this.told = { key, columns, count: this.count, at: now };
    const parts = key === null ? [...this.parts] : [...this.parts, key];
    this.lastTold = {
      accountId,
      albumId: this.albumId,
      revision: this.store.nextRevision(),
      parts,
      arriving: !this.hasEnded,
      isWhole: this.hasEnded,
      imagesCount: this.count,
      syncedAt: Date.now(),
      completeCount: this.complete,
      oddCount: this.odd,
      unreadableCount: this.unreadable,
      repeatedCount: this.repeated,
      staleBecause: null,
    };
    return this.lastTold;
  }

  /** The bytes of a part that was told of and is not stored; null where it has passed. */
  toldColumns(key: number): Uint8Array<ArrayBuffer> | null {
    const told = this.told?.key === key ? this.told.columns : noBytes;
    return told.length === 0 ? null : told.slice();
  }

  find(id: string): number | null {
    return this.tailIds.get(id) ?? this.ids.find(id);
  }

  part(number: number): Part {
    const key = this.parts[number];
    if (key === undefined) return this.tailPart();
    return this.recent.get(number, () => {
      const columns = this.store.lists.columns(key);
      if (columns === null) throw new Damaged();
      return readPart(columns);
    });
  }

  record(position: number): Uint8Array {
    return this.places.at(position);
  }

  /** The records from one position to another, the latter excluded. */
  records(from: number, end: number): Uint8Array[] {
    return this.places.slice(from, end);
  }

  /** Where the record stands in the list it is known from (`reread`); null where it is not known. */
  known(position: number): number | null {
    return this.places.known(position);
  }

  /**
   * Reads what was taken for known, where the list that it is known from is not the one that is held now: nothing is
   * known any more.
   */
  async reread(held: ListState | null): Promise<void> {
    if (this.knownIn === null || (this.knownIn.key === held?.key && this.knownIn.revision === held.revision))
      return;
    for (let number = 0; number < this.parts.length; number += 1) {
      const part = this.part(number);
      const first = number * partSize;
      const read = new Map<number, ColumnValues>();
      this.records(first, first + part.count).forEach((record, i) => {
        if (this.known(first + i) === null) return;
        const hasPicture = (numberAt(part, 'flags', i) & flag.hasPicture) !== 0;
        read.set(i, columnValues(factsOf(record, textAt(part, 'id', i)), hasPicture, this.albumId));
      });
      this.store.transaction(() => this.replacePart(number, changedPart(part, read)));
      await setImmediate();
    }
    this.places.forgetKnown();
    this.knownIn = null;
  }

  /** Puts another part in the place of one: what it lacked is known now. */
  replacePart(number: number, columns: Uint8Array): void {
    const key = this.store.nextRevision();
    this.store.lists.putPart(key, this.key, number, columns);
    this.parts[number] = key;
    this.recent.clear();
  }

  /** Whether something is to be said of the image even where it has not changed (`resyncMarks`). */
  isRemarkable(position: number): boolean {
    return (flagsAt(this, position) & remarkable) !== 0;
  }

  /** Images of a part. */
  countIn(number: number): number {
    return imagesInPart(number, this.count);
  }

  private pushed(id: string, flags: number, push: (tail: PartBuilder) => void): void {
    const tail = (this.tail ??= this.unparked());
    push(tail);
    this.tailIds.set(id, this.count);
    this.count += 1;
    if ((flags & flag.odd) !== 0) this.odd += 1;
    if ((flags & flag.complete) !== 0) this.complete += 1;
    if (!tail.isFull) return;
    this.ids.add(readPart(this.storeTail(tail)));
    this.tailIds = new Map();
  }

  /** The part that still grows, as it is now. */
  private tailPart(): Part {
    const tail = (this.tail ??= this.unparked());
    if (this.tailRead?.count !== tail.count) this.tailRead = readPart(tail.encode());
    return this.tailRead;
  }

  private storeTail(tail: PartBuilder): Uint8Array<ArrayBuffer> {
    const columns = tail.encode();
    const key = this.store.nextRevision();
    this.store.lists.putPart(key, this.key, this.parts.length, columns);
    this.parts.push(key);
    this.tail = null;
    this.tailRead = null;
    return columns;
  }

  /** What was parked, to be grown on; else the beginning of a part. */
  private unparked(): PartBuilder {
    const tail = new PartBuilder();
    const columns = this.parked === null ? null : this.store.lists.columns(this.parked);
    if (columns === null) return tail;
    const part = readPart(columns);
    for (let i = 0; i < part.count; i += 1) tail.pushFrom(part, i);
    this.parked = null;
    return tail;
  }
}
