import { partSize } from '#shared/columns/layout.ts';
import { readPart, type Part } from '#shared/columns/read.ts';
import { Damaged } from '../storage/sqlite.ts';
import { flagsAt, ListIds, Recent, type ImageList } from './image-list.ts';
import type { ListsTable } from './lists-table.ts';
import { blockSize, unpackRecords } from './record-block.ts';

/** A list that is stored. Reads what it is asked for, and keeps the newest of it. */
export class StoredList implements ImageList {
  readonly key: number;
  readonly count: number;
  /** The keys of its parts, in order. */
  readonly parts: readonly number[];
  private readonly tables: ListsTable;
  private readonly ids = new ListIds();
  private readonly recentLikenesses = new Recent<Uint8Array | null>(4);
  private readonly recentParts = new Recent<Part>(4);
  private readonly recentBlocks = new Recent<Uint8Array[]>(4);
  private readonly recentFingerprints = new Recent<Uint32Array>(8);

  constructor(tables: ListsTable, key: number, count: number) {
    this.tables = tables;
    this.key = key;
    this.count = count;
    this.parts = tables.partKeys(key);
    if (this.parts.length !== Math.ceil(count / partSize)) throw new Damaged();
  }

  /** Ids are taken in part by part, as far as it needs: what is at the front is found at once in an album of any size. */
  find(id: string): number | null {
    let found = this.ids.find(id);
    while (found === null && this.ids.partCount < this.parts.length) {
      this.ids.add(this.part(this.ids.partCount));
      found = this.ids.find(id);
    }
    return found;
  }

  part(number: number): Part {
    return this.recentParts.get(number, () => readPart(this.columns(number)));
  }

  /** `partSize` slots of one part; null where none of its images has a likeness. */
  likenesses(number: number): Uint8Array | null {
    return this.recentLikenesses.get(number, () => this.tables.likenesses(this.key, number));
  }

  /** What was read of the likenesses has passed. */
  likenessesChanged(): void {
    this.recentLikenesses.clear();
  }

  /** Bits of `flag` of one image. */
  flags(position: number): number {
    return flagsAt(this, position);
  }

  /** The bytes of one part, as they are stored. */
  columns(number: number): Uint8Array<ArrayBuffer> {
    return this.tables.columns(this.parts[number] ?? -1) ?? missing();
  }

  record(position: number): Uint8Array {
    return this.records(Math.floor(position / blockSize))[position % blockSize] ?? missing();
  }

  /** The records of one block. */
  records(block: number): Uint8Array[] {
    return this.recentBlocks.get(block, () => {
      const packed = this.tables.records(this.key, block) ?? missing();
      try {
        return unpackRecords(packed);
      } catch {
        throw new Damaged();
      }
    });
  }

  /** Checksum and length of a record as it came (`putFingerprint`); zeros where no list gave it as it is. */
  fingerprint(position: number): [checksum: number, length: number] {
    const block = this.fingerprints(Math.floor(position / blockSize));
    const k = 2 * (position % blockSize);
    return [block[k] ?? 0, block[k + 1] ?? 0];
  }

  /** Two numbers an image of one block (`putFingerprint`). */
  fingerprints(block: number): Uint32Array {
    return this.recentFingerprints.get(block, () => this.tables.fingerprints(this.key, block) ?? missing());
  }
}

function missing(): never {
  throw new Damaged();
}
