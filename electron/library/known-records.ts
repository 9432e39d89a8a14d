import { crc32 } from 'node:zlib';
import { flag, partSize } from '#shared/columns/layout.ts';
import type { Part } from '#shared/columns/read.ts';
import type { KnownElements } from '../json/json-array-reader.ts';
import { flagsAt, partOf } from './image-list.ts';
import type { Store } from './store.ts';
import type { StoredList } from './stored-list.ts';

/** A list as it was at one time: whatever changes it gives it another key or revision. */
export interface ListState {
  key: number;
  revision: number;
}

/** A record that is held as it came. */
export interface KnownRecord {
  list: ListState;
  albumId: string;
  /** Its place in that list; and what the page is shown of it, at `index` of a part. */
  position: number;
  part: Part;
  index: number;
  /** Bytes, as it came. */
  length: number;
}

/** Of such a record its bytes alone do not tell the id or the album. */
const unfit = flag.unidentified | flag.otherAlbum;

/**
 * Tells what an answer brings again, byte for byte, by the fingerprints of the album's list that is held: most of an
 * answer is what it was, in the order it was in, and need not be parsed.
 */
export class KnownRecords implements KnownElements<KnownRecord> {
  private readonly store: Store;
  private readonly accountId: string;
  private readonly albumId: string;
  private readonly state: ListState | null;
  private list: StoredList | null;
  private next = 0;

  /** @param isOfAll the answer holds other albums too: then what it brings is sorted by the album that each record names */
  constructor(store: Store, accountId: string, albumId: string, isOfAll: boolean) {
    this.store = store;
    this.accountId = accountId;
    this.albumId = albumId;
    const held = store.albums.get(accountId, albumId);
    // A list of the album's own route may hold records that name it otherwise, or not at all.
    const row = isOfAll && held?.source === 'album' ? null : held;
    this.state = row && { key: row.list, revision: row.revision };
    this.list = row && store.stored(row);
  }

  /** To be called before each chunk: a list that was changed since is gone, or is not what the records before were found in. */
  refresh(): void {
    const row = this.list && this.store.albums.get(this.accountId, this.albumId);
    if (row?.list !== this.state?.key || row?.revision !== this.state?.revision) this.list = null;
  }

  expected(): KnownRecord | null {
    const { list, state, albumId, next: position } = this;
    if (list === null || state === null || position >= list.count) return null;
    const [, length] = list.fingerprint(position);
    // 0: the list did not give it, as it is held.
    if (length === 0 || (flagsAt(list, position) & unfit) !== 0) return null;
    const part = list.part(partOf(position));
    return { list: state, albumId, position, part, index: position % partSize, length };
  }

  isExpected(bytes: Uint8Array): boolean {
    return this.list !== null && crc32(bytes) === this.list.fingerprint(this.next)[0];
  }

  /** What came: after it comes, most likely, what stands behind it in the list. */
  came(id: string): void {
    const position = this.list?.find(id) ?? null;
    if (position !== null) this.next = position + 1;
  }

  /** The expected one came. */
  cameAsExpected(): void {
    this.next += 1;
  }
}
