import type { DatabaseSync } from 'node:sqlite';
import type { AlbumState } from '#shared/models/album.ts';
import { prepare, type Query } from './database.ts';
import type { ListSource } from './library.ts';

/** One album as stored; `list` names its images. */
export interface AlbumRow {
  account: string;
  album: string;
  list: number;
  revision: number;
  synced_at: number;
  source: ListSource;
  images_count: number;
  complete_count: number;
  odd_count: number;
  unreadable_count: number;
  repeated_count: number;
}

const columns = [
  'account',
  'album',
  'list',
  'revision',
  'synced_at',
  'source',
  'images_count',
  'complete_count',
  'odd_count',
  'unreadable_count',
  'repeated_count',
] as const satisfies (keyof AlbumRow)[];

/** The table `albums`, with the revisions. */
export class AlbumsTable {
  private readonly selectOne: Query<AlbumRow>;
  private readonly selectAll: Query<AlbumRow>;
  private readonly insert: Query<never>;
  private readonly deleteAll: Query<never>;
  private readonly selectAccounts: Query<{ account: string }>;
  private readonly nextRevisionAfter: Query<{ revision: number }>;

  constructor(database: DatabaseSync) {
    this.selectOne = prepare(database, 'SELECT * FROM albums WHERE account = ? AND album = ?');
    this.selectAll = prepare(database, 'SELECT * FROM albums WHERE account = ? ORDER BY album');
    this.insert = prepare(
      database,
      `INSERT OR REPLACE INTO albums (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    this.deleteAll = prepare(database, 'DELETE FROM albums WHERE account = ?');
    this.selectAccounts = prepare(database, 'SELECT DISTINCT account FROM albums');
    this.nextRevisionAfter = prepare(
      database,
      'UPDATE last_revision SET revision = max(revision + 1, ?) RETURNING revision',
    );
  }

  get(account: string, album: string): AlbumRow | null {
    return this.selectOne.get(account, album) ?? null;
  }

  of(account: string): AlbumRow[] {
    return this.selectAll.all(account);
  }

  put(row: AlbumRow): void {
    this.insert.run(...columns.map((column) => row[column]));
  }

  accounts(): string[] {
    return this.selectAccounts.all().map(({ account }) => account);
  }

  forget(account: string): void {
    this.deleteAll.run(account);
  }

  /** A revision never given before. It follows the clock, so that a file made anew goes on where the old one was. */
  nextRevision(): number {
    const row = this.nextRevisionAfter.get(Date.now());
    if (row === undefined) throw new Error('last_revision has lost its row');
    return row.revision;
  }
}

/** What the rest of the app sees of an album; why it is stale is for `sync` to say. */
export function stateOf(row: AlbumRow): AlbumState {
  return {
    accountId: row.account,
    albumId: row.album,
    revision: row.revision,
    imagesCount: row.images_count,
    syncedAt: row.synced_at,
    completeCount: row.complete_count,
    oddCount: row.odd_count,
    unreadableCount: row.unreadable_count,
    repeatedCount: row.repeated_count,
    staleBecause: null,
  };
}
