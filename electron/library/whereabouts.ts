import { setImmediate } from 'node:timers/promises';
import { hashOf } from '#shared/columns/id-index.ts';
import type { AlbumRow } from './albums-table.ts';
import { textBytesAt } from './part-values.ts';
import type { Store } from './store.ts';
import { StoredList } from './stored-list.ts';

/**
 * In which albums of an account an image may be, so that an id that is not where it was expected is not looked for in
 * thousands of them. Takes 16 bytes an image, and is made when it is first asked for; then only albums that have changed
 * are read again. An album may hold an image no more: whoever asks has to look.
 */
class Whereabouts {
  readonly accountId: string;
  private readonly store: Store;
  private readonly albums: string[] = [];
  private readonly read = new Map<string, { number: number; revision: number }>();
  /** By slot: the id's hash, and its album's number plus one; 0 is free. An image of several albums has several slots. */
  private hashes = new Uint32Array(1_024);
  private places = new Uint32Array(1_024);
  private count = 0;

  constructor(store: Store, accountId: string) {
    this.store = store;
    this.accountId = accountId;
  }

  /** Reads what has changed since, letting other work in between. */
  async refresh(): Promise<this> {
    const { albums } = this.store;
    for (const { album, revision } of albums.of(this.accountId)) {
      if (this.read.get(album)?.revision === revision) continue;
      this.readAlbum(album);
      await setImmediate();
    }
    return this;
  }

  /** Albums that may hold it, in the order of their ids. */
  albumsOf(id: string): string[] {
    const found: string[] = [];
    const hash = hashOf(Buffer.from(id));
    const mask = this.places.length - 1;
    for (let slot = hash & mask; this.places[slot] !== 0; slot = (slot + 1) & mask) {
      if (this.hashes[slot] === hash) found.push(this.albums[(this.places[slot] ?? 0) - 1] ?? '');
    }
    return found.sort();
  }

  private readAlbum(album: string): void {
    // Others work in between: it may be another list by now, or gone.
    const row = this.store.albums.get(this.accountId, album);
    if (row === null) return;
    const number = this.read.get(album)?.number ?? this.albums.push(album) - 1;
    this.read.set(album, { number, revision: row.revision });
    const list = new StoredList(this.store.lists, row.list, row.images_count);
    list.parts.forEach((_, part) => {
      const images = list.part(part);
      for (let i = 0; i < images.count; i += 1) this.add(hashOf(textBytesAt(images, 'id', i)), number + 1);
    });
  }

  private add(hash: number, place: number): void {
    if (this.count * 2 >= this.places.length) this.grow();
    const mask = this.places.length - 1;
    let slot = hash & mask;
    for (; this.places[slot] !== 0; slot = (slot + 1) & mask) {
      if (this.hashes[slot] === hash && this.places[slot] === place) return;
    }
    this.hashes[slot] = hash;
    this.places[slot] = place;
    this.count += 1;
  }

  private grow(): void {
    const { hashes, places } = this;
    this.hashes = new Uint32Array(hashes.length * 2);
    this.places = new Uint32Array(places.length * 2);
    this.count = 0;
    places.forEach((place, slot) => {
      if (place !== 0) this.add(hashes[slot] ?? 0, place);
    });
  }
}

/** Of the account that was asked about last. */
const lastAsked = new WeakMap<Store, Whereabouts>();

/** As the library holds them now. */
export async function whereaboutsIn(store: Store, accountId: string): Promise<Whereabouts> {
  const last = lastAsked.get(store);
  const whereabouts = last?.accountId === accountId ? last : new Whereabouts(store, accountId);
  lastAsked.set(store, whereabouts);
  return whereabouts.refresh();
}

/** Tells of images that an album has lost in which other one they are by now; null where nothing is known of it. */
export type Elsewhere = () => Promise<(id: string) => string | null>;

/** @param before the album as it is held: a list that came before that one says nothing of where its images went */
export function elsewhereThan(store: Store, before: AlbumRow): Elsewhere {
  const { account, album, synced_at: since } = before;
  return async () => {
    const whereabouts = await whereaboutsIn(store, account);
    const holdsByNow = (other: string, id: string): boolean => {
      const row = other === album ? null : store.albums.get(account, other);
      return row !== null && row.synced_at > since && store.stored(row).find(id) !== null;
    };
    return (id) => whereabouts.albumsOf(id).find((other) => holdsByNow(other, id)) ?? null;
  };
}
