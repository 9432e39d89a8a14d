import { PartBuilder } from '#shared/columns/encode.ts';
import { flag, imagesInPart } from '#shared/columns/layout.ts';
import { readPart, type Part } from '#shared/columns/read.ts';
import type { AlbumState } from '#shared/models/album.ts';
import type { ImageFacts } from '#shared/models/image.ts';
import type { ArrivingFile } from './arriving-file.ts';
import { columnValues } from './column-values.ts';
import { ListIds, partOf, Recent, type ImageList } from './image-list.ts';
import type { Store } from './store.ts';

/** One element of an answer: what it says, and where its bytes are in the answer. */
export interface ArrivedRecord {
  facts: ImageFacts;
  hasPicture: boolean;
  offset: number;
  length: number;
}

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
  private tail = new PartBuilder();
  private tailIds = new Map<string, number>();
  /** The last part as it was told of: more may have come since. */
  private told: { key: number; columns: Uint8Array<ArrayBuffer>; count: number; at: number } | null = null;
  private hasEnded = false;
  private firstAt: number | null = null;
  private offsets = new Float64Array(64);
  private lengths = new Uint32Array(64);

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
    this.tail.push(values);
    this.tailIds.set(facts.id, this.count);
    this.place(offset, length);
    this.count += 1;
    if ((values.flags & flag.odd) !== 0) this.odd += 1;
    if ((values.flags & flag.complete) !== 0) this.complete += 1;
    if (this.tail.isFull) this.closeTail();
  }

  /** To be called when no more images come: it is whole. */
  end(): void {
    this.hasEnded = true;
    if (this.tail.count > 0) this.closeTail();
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
    const parts = [...this.parts];
    if (this.tail.count > 0) {
      const key = this.store.nextRevision();
      this.told = { key, columns: this.tail.encode(), count: this.count, at: now };
      parts.push(key);
    } else {
      this.told = { key: 0, columns: new Uint8Array(0), count: this.count, at: now };
    }
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
    return this.told?.key === key ? this.told.columns.slice() : null;
  }

  find(id: string): number | null {
    return this.tailIds.get(id) ?? this.ids.find(id);
  }

  part(number: number): Part {
    const key = this.parts[number];
    if (key === undefined) return readPart(this.tail.encode());
    return this.recent.get(number, () => readPart(this.store.lists.columns(key) ?? this.tail.encode()));
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

  /** Images of a part. */
  countIn(number: number): number {
    return imagesInPart(number, this.count);
  }

  private closeTail(): void {
    const columns = this.tail.encode();
    const key = this.store.nextRevision();
    this.store.lists.putPart(key, this.key, partOf(this.count - 1), columns);
    this.parts.push(key);
    this.ids.add(readPart(columns));
    this.tail = new PartBuilder();
    this.tailIds = new Map();
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
