import type { DatabaseSync } from 'node:sqlite';
import type { AlbumState } from '#shared/models/album.ts';
import { prepare, type Query } from '../storage/sqlite.ts';
import type { ListSource } from './library.ts';

/** One album as stored; `list` names its images. */
export interface AlbumRow {
  account: string;
  album: string;
  list: number;
  revision: number;
  synced_at: number;
  source: ListSource;
  /** 0 where the first answer broke off, or only ids were asked for. */
  is_whole: number;
  /** The first so many images stand where a list had them; others came by their ids, and their places are not known. */
  placed_count: number;
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
  'is_whole',
  'placed_count',
  'images_count',
  'complete_count',
  'odd_count',
  'unreadable_count',
  'repeated_count',
] as const satisfies (keyof AlbumRow)[];

/** The table `albums`. */
export class AlbumsTable {
  private readonly selectOne: Query<AlbumRow>;
  private readonly selectAll: Query<AlbumRow>;
  private readonly insert: Query<never>;
  private readonly deleteAll: Query<never>;
  private readonly selectAccounts: Query<{ account: string }>;
  private readonly selectCounts: Query<{ albumId: string; imagesCount: number }>;

  constructor(database: DatabaseSync) {
    this.selectOne = prepare(database, 'SELECT * FROM albums WHERE account = ? AND album = ?');
    this.selectAll = prepare(database, 'SELECT * FROM albums WHERE account = ? ORDER BY album');
    this.insert = prepare(
      database,
      `INSERT OR REPLACE INTO albums (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    this.deleteAll = prepare(database, 'DELETE FROM albums WHERE account = ?');
    this.selectAccounts = prepare(database, 'SELECT DISTINCT account FROM albums');
    this.selectCounts = prepare(
      database,
      'SELECT album AS albumId, images_count AS imagesCount FROM albums WHERE account = ? ORDER BY album',
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

  counts(account: string): { albumId: string; imagesCount: number }[] {
    return this.selectCounts.all(account);
  }
}

/**
 * What the rest of the app sees of an album that is stored; why it is stale is for `sync` to say.
 * @param parts the keys of its list's parts.
 */
export function stateOf(row: AlbumRow, parts: number[]): AlbumState {
  return {
    accountId: row.account,
    albumId: row.album,
    revision: row.revision,
    parts,
    arriving: false,
    isWhole: row.is_whole !== 0,
    imagesCount: row.images_count,
    syncedAt: row.synced_at,
    completeCount: row.complete_count,
    oddCount: row.odd_count,
    unreadableCount: row.unreadable_count,
    repeatedCount: row.repeated_count,
    staleBecause: null,
  };
}
