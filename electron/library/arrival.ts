import { PartBuilder } from '#shared/columns/encode.ts';
import { flag, imagesInPart } from '#shared/columns/layout.ts';
import { readPart, type Part } from '#shared/columns/read.ts';
import type { AlbumState } from '#shared/models/album.ts';
import type { ImageFacts } from '#shared/models/image.ts';
import type { ArrivingFile } from './arriving-file.ts';
import { columnValues } from './column-values.ts';
import { Damaged } from '../storage/sqlite.ts';
import { isAnotherAlbum } from './findings.ts';
import { flagsAt, ListIds, Recent, type ImageList } from './image-list.ts';
import { valuesAt } from './part-values.ts';
import type { Store } from './store.ts';

/** One element of an answer: what it says, and where its bytes are in the answer. */
export interface ArrivedRecord {
  facts: ImageFacts;
  hasPicture: boolean;
  offset: number;
  length: number;
}

const remarkable = flag.processingError | flag.odd;

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
  private readonly file: ArrivingFile;
  private readonly ids = new ListIds();
  private readonly recent = new Recent<Part>(4);
  /** Positions of the images whose record names another album. */
  private readonly strangers = new Set<number>();
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
  private offsets = new Float64Array(8);
  private lengths = new Uint32Array(8);

  constructor(store: Store, albumId: string, file: ArrivingFile) {
    this.store = store;
    this.albumId = albumId;
    this.file = file;
    this.key = store.lists.add();
  }

  add({ facts, hasPicture, offset, length }: ArrivedRecord): void {
    if (this.find(facts.id) !== null) {
      this.repeated += 1;
      return;
    }
    const values = columnValues(facts, hasPicture);
    const tail = (this.tail ??= this.unparked());
    tail.push(values);
    this.tailIds.set(facts.id, this.count);
    this.place(offset, length);
    if (isAnotherAlbum(facts.albumId, this.albumId)) this.strangers.add(this.count);
    this.count += 1;
    if ((values.flags & flag.odd) !== 0) this.odd += 1;
    if ((values.flags & flag.complete) !== 0) this.complete += 1;
    if (!tail.isFull) return;
    this.ids.add(readPart(this.storeTail(tail)));
    this.tailIds = new Map();
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
    return this.file.read(this.offsets[position] ?? 0, this.lengths[position] ?? 0);
  }

  /** The records from one position to another, the latter excluded. */
  records(from: number, end: number): Uint8Array[] {
    const start = this.offsets[from] ?? 0;
    const last = end - 1;
    const size = (this.offsets[last] ?? 0) + (this.lengths[last] ?? 0) - start;
    const positions = Array.from({ length: end - from }, (_, i) => from + i);
    // In an answer of many albums an album's records may lie far apart.
    if (size > 2 ** 22) return positions.map((position) => this.record(position));
    const bytes = this.file.read(start, size);
    return positions.map((position) => {
      const offset = (this.offsets[position] ?? 0) - start;
      return bytes.subarray(offset, offset + (this.lengths[position] ?? 0));
    });
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
    return (flagsAt(this, position) & remarkable) !== 0 || this.strangers.has(position);
  }

  /** Images of a part. */
  countIn(number: number): number {
    return imagesInPart(number, this.count);
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
    for (let i = 0; i < part.count; i += 1) tail.push(valuesAt(part, i));
    this.parked = null;
    return tail;
  }

  private place(offset: number, length: number): void {
    if (this.count === this.offsets.length) {
      this.offsets = enlarged(this.offsets, new Float64Array(this.count * 2));
      this.lengths = enlarged(this.lengths, new Uint32Array(this.count * 2));
    }
    this.offsets[this.count] = offset;
    this.lengths[this.count] = length;
  }
}

function enlarged<A extends Float64Array | Uint32Array>(values: A, larger: A): A {
  larger.set(values);
  return larger;
}
