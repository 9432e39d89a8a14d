import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '#shared/errors.ts';
import type { AlbumState } from '#shared/models/album.ts';
import { AlbumsTable, stateOf, type AlbumRow } from './albums-table.ts';
import type { Arrival } from './arrival.ts';
import { ArrivingFile } from './arriving-file.ts';
import { prepare, transaction } from '../storage/sqlite.ts';
import { Recent, type ImageList } from './image-list.ts';
import { ListsTable } from './lists-table.ts';
import { StoredList } from './stored-list.ts';

/** The open database with its tables, and what is shown of albums that still arrive. */
export class Store {
  readonly albums: AlbumsTable;
  readonly lists: ListsTable;
  private readonly database: DatabaseSync;
  private readonly arrivingFolder: string;
  private readonly arrivals = new Map<string, Arrival>();
  private readonly watchedAlbums = new Map<string, Set<string>>();
  private readonly keptOnly: ReadonlySet<string>[] = [];
  private readonly whenHidden: (() => void)[] = [];
  private readonly recent = new Recent<StoredList>(4);
  private lastRevision: number;
  private files = 0;
  private writing: Promise<unknown> = Promise.resolve();

  /** @param arrivingFolder for answers on their way; emptied here, since what an earlier run left is of no use. */
  constructor(database: DatabaseSync, arrivingFolder: string) {
    this.database = database;
    this.albums = new AlbumsTable(database);
    this.lists = new ListsTable(database);
    this.arrivingFolder = arrivingFolder;
    rmSync(arrivingFolder, { recursive: true, force: true });
    const last =
      'SELECT max((SELECT coalesce(max(key), 0) FROM parts), (SELECT coalesce(max(revision), 0) FROM albums)) AS last';
    this.lastRevision = prepare<{ last: number }>(database, last).get()?.last ?? 0;
  }

  /**
   * A number never given before, for revisions and keys of parts. It follows the clock, so that a file made anew goes on
   * where the old one was.
   */
  nextRevision(): number {
    return (this.lastRevision = Math.max(this.lastRevision + 1, Date.now()));
  }

  /** Runs `work`, which must not wait for anything, as one transaction. */
  transaction<T>(work: () => T): T {
    try {
      return transaction(this.database, work);
    } catch (thrown) {
      // What was read meanwhile may never have come to be.
      this.changed();
      throw thrown;
    }
  }

  /** Runs what changes stored lists and takes its time, one after the other, so that none misses what another did. */
  async alone<T>(work: () => Promise<T> | T): Promise<T> {
    const mine = this.writing.then(work);
    this.writing = mine.catch(() => undefined);
    return mine;
  }

  newArrivingFile(): ArrivingFile {
    mkdirSync(this.arrivingFolder, { recursive: true, mode: 0o700 });
    return new ArrivingFile(join(this.arrivingFolder, String((this.files += 1))));
  }

  /** What is shown of an album: what is stored, else what has arrived so far; null where there is neither. */
  list(account: string, album: string): ImageList | null {
    const row = this.albums.get(account, album);
    return row === null ? this.arriving(account, album) : this.stored(row);
  }

  stored(row: AlbumRow): StoredList {
    return this.recent.get(row.list, () => new StoredList(this.lists, row.list, row.images_count));
  }

  /** To be called when a stored list was changed: what was read of it has passed. */
  changed(): void {
    this.recent.clear();
  }

  likenessesChanged(): void {
    this.recent.each((list) => list.likenessesChanged());
  }

  arriving(account: string, album: string): Arrival | null {
    return this.arrivals.get(keyOf(account, album)) ?? null;
  }

  /** Somebody looks at the album, so that it is worth telling of while it arrives. */
  watch(account: string, album: string): void {
    const albums = this.watchedAlbums.get(account) ?? new Set();
    this.watchedAlbums.set(account, albums.add(album));
  }

  watched(account: string): string[] {
    return [...(this.watchedAlbums.get(account) ?? [])];
  }

  /** The album that is not held is shown as it arrives. */
  show(account: string, arrival: Arrival): void {
    this.arrivals.set(keyOf(account, arrival.albumId), arrival);
  }

  hide(account: string, arrival: Arrival): void {
    const key = keyOf(account, arrival.albumId);
    if (this.arrivals.get(key) !== arrival) return;
    this.arrivals.delete(key);
    this.wakeWaiting();
  }

  private wakeWaiting(): void {
    for (const goOn of this.whenHidden.splice(0)) goOn();
  }

  /** Waits while an album arrives: what it is to be is not known yet. */
  async untilArrived(account: string, album: string): Promise<void> {
    while (this.arriving(account, album) !== null) {
      await new Promise<void>((goOn) => this.whenHidden.push(goOn));
    }
  }

  /** Where an image of an album stands, and in which list; null where it is not there. */
  find(account: string, album: string, id: string): { list: ImageList; position: number } | null {
    const list = this.list(account, album);
    const position = list?.find(id) ?? null;
    return list === null || position === null ? null : { list, position };
  }

  /** What the rest of the app sees of an album: as it is stored, else as it was last told of while it arrives. */
  stateOf(account: string, album: string): AlbumState | null {
    const row = this.albums.get(account, album);
    return row === null ? (this.arriving(account, album)?.lastTold ?? null) : this.state(row);
  }

  state(row: AlbumRow): AlbumState {
    return stateOf(row, this.lists.partKeys(row.list));
  }

  /** The bytes of a part of an account's album, and its place; null where it has passed or is another's. */
  columns(
    account: string,
    key: number,
  ): { columns: Uint8Array<ArrayBuffer>; slots: Uint8Array | null } | null {
    for (const [album, arrival] of this.arrivals) {
      if (accountOf(album) !== account) continue;
      const told = arrival.toldColumns(key);
      if (told !== null) return { columns: told, slots: null };
    }
    const place = this.lists.place(key);
    const columns = place === null ? null : this.lists.columns(key);
    if (place === null || columns === null) return null;
    const owns = place.account ?? (this.isArrivingOf(account, place.list) ? account : null);
    return owns === account ? { columns, slots: this.lists.likenesses(place.list, place.number) } : null;
  }

  /** Forgets everything of every account but these. @returns whether there may have been something to forget. */
  keepOnly(accounts: readonly string[]): boolean {
    this.keptOnly.push(new Set(accounts));
    for (const key of this.arrivals.keys()) {
      if (!accounts.includes(accountOf(key))) this.arrivals.delete(key);
    }
    this.wakeWaiting();
    const gone = this.albums.accounts().filter((account) => !accounts.includes(account));
    if (gone.length > 0) {
      this.transaction(() => {
        for (const account of gone) {
          const lists = this.albums.of(account).map((row) => row.list);
          this.albums.forget(account);
          for (const list of lists) this.lists.drop(list);
        }
      });
      this.changed();
      // What is deleted is overwritten in the file (`openDatabase`), but the log beside it still holds it.
      this.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    }
    return gone.length > 0 || accounts.length === 0;
  }

  /** A moment that `assertKept` can be asked about later. */
  get moment(): number {
    return this.keptOnly.length;
  }

  /** @throws AppError `cancelled` where the account was forgotten after that moment: nothing of it is to be stored. */
  assertKept(account: string, moment: number): void {
    const isForgotten = this.keptOnly.slice(moment).some((kept) => !kept.has(account));
    if (isForgotten) throw new AppError({ code: 'cancelled' });
  }

  close(): void {
    if (!this.database.isOpen) return;
    this.database.close();
    try {
      rmSync(this.arrivingFolder, { recursive: true, force: true });
    } catch {
      // A file in it is still open; the next start empties it.
    }
  }

  private isArrivingOf(account: string, list: number): boolean {
    return [...this.arrivals].some(
      ([key, { key: arriving }]) => accountOf(key) === account && arriving === list,
    );
  }
}

/** An account's id is letters and digits, an album's holds no control character. */
const keyOf = (account: string, album: string): string => `${account}\n${album}`;
const accountOf = (key: string): string => key.slice(0, key.indexOf('\n'));
