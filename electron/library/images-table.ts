import type { DatabaseSync } from 'node:sqlite';
import type { ImageFacts } from '#shared/models/image.ts';
import { prepare, type Query } from './database.ts';
import type { ImageRecord } from './image-record.ts';

/** One image of a list as stored; `facts`, `small` and `screen` are JSON. */
export interface ImageRow {
  position: number;
  id: string;
  facts: string;
  small: string;
  screen: string;
}

export const factsOf = (row: Pick<ImageRow, 'facts'>): ImageFacts => JSON.parse(row.facts) as ImageFacts;
export const addressesOf = (text: string): string[] => JSON.parse(text) as string[];

/** True where a record of `image_syncs` has been seen: the album's own route carries neither (api.md). */
export const isComplete = (facts: ImageFacts): boolean =>
  facts.tagNames !== undefined || facts.uploaderId !== undefined;

/** The title, else the file name, else the id. */
export const nameOf = (facts: ImageFacts): string => facts.title ?? (facts.filename || facts.id);

/** The tables `lists` and `images`. */
export class ImagesTable {
  private readonly insertList: Query<{ key: number }>;
  private readonly deleteList: Query<never>;
  private readonly insert: Query<never>;
  private readonly updateRecord: Query<never>;
  private readonly updateFacts: Query<never>;
  private readonly selectOne: Query<ImageRow>;
  private readonly selectAll: Query<ImageRow>;
  private readonly selectMissing: Query<ImageRow>;
  private readonly selectEnd: Query<{ end: number }>;

  constructor(database: DatabaseSync) {
    const images = 'SELECT position, id, facts, small, screen FROM images WHERE list = ?';
    this.insertList = prepare(database, 'INSERT INTO lists DEFAULT VALUES RETURNING key');
    this.deleteList = prepare(database, 'DELETE FROM lists WHERE key = ?');
    this.insert = prepare(database, 'INSERT OR IGNORE INTO images VALUES (?, ?, ?, ?, ?, ?)');
    this.updateRecord = prepare(
      database,
      'UPDATE images SET facts = ?, small = ?, screen = ? WHERE list = ? AND id = ?',
    );
    this.updateFacts = prepare(database, 'UPDATE images SET facts = ? WHERE list = ? AND id = ?');
    this.selectOne = prepare(database, `${images} AND id = ?`);
    this.selectAll = prepare(database, `${images} ORDER BY position`);
    this.selectMissing = prepare(
      database,
      `${images} AND id NOT IN (SELECT id FROM images WHERE list = ?) ORDER BY position`,
    );
    this.selectEnd = prepare(
      database,
      'SELECT coalesce(max(position) + 1, 0) AS end FROM images WHERE list = ?',
    );
  }

  newList(): number {
    const row = this.insertList.get();
    if (row === undefined) throw new Error('SQLite gave no key');
    return row.key;
  }

  dropList(list: number): void {
    this.deleteList.run(list);
  }

  /** @returns false where the list has an image of this id already, which then stays. */
  add(list: number, position: number, { facts, addresses }: ImageRecord): boolean {
    const { small, screen } = addresses;
    const texts = [facts, small, screen].map((value) => JSON.stringify(value));
    return this.insert.run(list, position, facts.id, ...texts) > 0;
  }

  replace(list: number, { facts, addresses }: ImageRecord): void {
    const { small, screen } = addresses;
    const texts = [facts, small, screen].map((value) => JSON.stringify(value));
    this.updateRecord.run(...texts, list, facts.id);
  }

  replaceFacts(list: number, id: string, facts: string): void {
    this.updateFacts.run(facts, list, id);
  }

  get(list: number, id: string): ImageRow | null {
    return this.selectOne.get(list, id) ?? null;
  }

  /** The list's images in their order, one at a time. */
  inOrder(list: number): Iterable<ImageRow> {
    return this.selectAll.iterate(list);
  }

  /** The images of `list` that `other` has not. */
  missingIn(list: number, other: number): ImageRow[] {
    return this.selectMissing.all(list, other);
  }

  /** Where an image put at the list's end stands. */
  end(list: number): number {
    return this.selectEnd.get(list)?.end ?? 0;
  }
}
