import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { Damaged, prepare, type Query } from '../storage/sqlite.ts';

/** A row of the table `blocks`. */
export interface Block {
  number: number;
  /** Two numbers an image (`putFingerprint`). */
  fingerprints: Uint32Array;
  /** Packed (record-block.ts). */
  records: Uint8Array;
}

/** The tables `lists`, `parts`, `blocks` and `likenesses`: what a list of images consists of. */
export class ListsTable {
  private readonly insertList: Query<{ key: number }>;
  private readonly deleteList: Query<never>;
  private readonly selectParts: Query<{ key: number }>;
  private readonly selectPart: Query<{ checksum: number; columns: Uint8Array<ArrayBuffer> }>;
  private readonly selectPlace: Query<{ account: string | null; list: number; number: number }>;
  private readonly insertPart: Query<never>;
  private readonly updateKey: Query<never>;
  private readonly selectRecords: Query<{ records: Uint8Array }>;
  private readonly selectFingerprints: Query<{ fingerprints: Uint8Array<ArrayBuffer> }>;
  private readonly insertBlock: Query<never>;
  private readonly insertCopy: Query<never>;
  private readonly selectLikenesses: Query<{ slots: Uint8Array }>;
  private readonly insertLikenesses: Query<never>;

  constructor(database: DatabaseSync) {
    this.insertList = prepare(database, 'INSERT INTO lists DEFAULT VALUES RETURNING key');
    this.deleteList = prepare(database, 'DELETE FROM lists WHERE key = ?');
    this.selectParts = prepare(database, 'SELECT key FROM parts WHERE list = ? ORDER BY number');
    this.selectPart = prepare(database, 'SELECT checksum, columns FROM parts WHERE key = ?');
    this.selectPlace = prepare(
      database,
      `SELECT (SELECT account FROM albums WHERE albums.list = parts.list) AS account, list, number
       FROM parts WHERE key = ?`,
    );
    this.insertPart = prepare(
      database,
      'INSERT OR REPLACE INTO parts (key, list, number, checksum, columns) VALUES (?, ?, ?, ?, ?)',
    );
    this.updateKey = prepare(database, 'UPDATE parts SET key = ? WHERE key = ?');
    this.selectRecords = prepare(database, 'SELECT records FROM blocks WHERE list = ? AND number = ?');
    this.selectFingerprints = prepare(
      database,
      'SELECT fingerprints FROM blocks WHERE list = ? AND number = ?',
    );
    this.insertBlock = prepare(
      database,
      'INSERT OR REPLACE INTO blocks (list, number, fingerprints, records) VALUES (?, ?, ?, ?)',
    );
    this.insertCopy = prepare(
      database,
      `INSERT INTO blocks (list, number, fingerprints, records)
       SELECT ?, number, fingerprints, records FROM blocks
       WHERE list = ? AND number IN (SELECT value FROM json_each(?))`,
    );
    this.selectLikenesses = prepare(database, 'SELECT slots FROM likenesses WHERE list = ? AND number = ?');
    this.insertLikenesses = prepare(
      database,
      'INSERT OR REPLACE INTO likenesses (list, number, slots) VALUES (?, ?, ?)',
    );
  }

  add(): number {
    const row = this.insertList.get();
    if (row === undefined) throw new Error('SQLite gave no key');
    return row.key;
  }

  drop(list: number): void {
    this.deleteList.run(list);
  }

  /** The keys of the list's parts, in order. */
  partKeys(list: number): number[] {
    return this.selectParts.all(list).map(({ key }) => key);
  }

  /** @throws Damaged where the disk has altered it. */
  columns(key: number): Uint8Array<ArrayBuffer> | null {
    const row = this.selectPart.get(key);
    if (row === undefined) return null;
    if (crc32(row.columns) !== row.checksum) throw new Damaged();
    return row.columns;
  }

  /** Whose part it is (null while its list is no album's), and its place in the list. */
  place(key: number): { account: string | null; list: number; number: number } | null {
    return this.selectPlace.get(key) ?? null;
  }

  /** Puts a part at its place; the one that was there goes. */
  putPart(key: number, list: number, number: number, columns: Uint8Array): void {
    this.insertPart.run(key, list, number, crc32(columns), columns);
  }

  renamePart(key: number, former: number): void {
    this.updateKey.run(former, key);
  }

  /** Packed records (record-block.ts). */
  records(list: number, number: number): Uint8Array | null {
    return this.selectRecords.get(list, number)?.records ?? null;
  }

  /** Two numbers an image (`putFingerprint`). */
  fingerprints(list: number, number: number): Uint32Array<ArrayBuffer> | null {
    const row = this.selectFingerprints.get(list, number);
    return row === undefined ? null : new Uint32Array(row.fingerprints.buffer);
  }

  putBlock(list: number, { number, fingerprints, records }: Block): void {
    this.insertBlock.run(list, number, new Uint8Array(fingerprints.buffer), records);
  }

  /** Puts the same blocks, by their numbers, into another list. */
  copyBlocks(from: number, to: number, numbers: readonly number[]): void {
    this.insertCopy.run(to, from, JSON.stringify(numbers));
  }

  /** `partSize` slots; null where no image of the part has a likeness. */
  likenesses(list: number, number: number): Uint8Array | null {
    return this.selectLikenesses.get(list, number)?.slots ?? null;
  }

  putLikenesses(list: number, number: number, slots: Uint8Array): void {
    this.insertLikenesses.run(list, number, slots);
  }
}
