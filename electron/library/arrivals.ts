import { Arrival, type ArrivedRecord } from './arrival.ts';
import type { ArrivingFile } from './arriving-file.ts';
import type { ListToStore } from './library.ts';
import type { Store } from './store.ts';

/** Sorts what arrives by album, and tells of the albums that nobody holds yet while they grow. */
export class Arrivals {
  private readonly store: Store;
  private readonly list: ListToStore;
  private readonly file: ArrivingFile;
  /** In the order in which the answer names them. */
  private readonly byAlbum = new Map<string, Arrival>();
  /** Albums that are told of while they arrive, and have grown since. */
  private readonly grown = new Set<Arrival>();
  private last: Arrival | null = null;
  private unreadableBefore = 0;

  constructor(store: Store, list: ListToStore) {
    this.store = store;
    this.list = list;
    this.file = store.newArrivingFile();
    // An album that was asked for is stored even where it turns out to be empty.
    if (list.albumId !== null) this.last = this.album(list.albumId);
  }

  all(): Iterable<Arrival> {
    return this.byAlbum.values();
  }

  /** @param bytes the answer's next; @param records what they completed, null for what cannot be read. */
  async take(bytes: Uint8Array, records: readonly (ArrivedRecord | null)[]): Promise<void> {
    const written = this.file.append(bytes);
    for (const record of records) this.add(record);
    // Who is told of an image may ask for its record.
    await written;
    this.tell();
  }

  /** To be called when the answer has arrived to its end. */
  end(): void {
    for (const arrival of this.byAlbum.values()) arrival.end();
    // A small one that came in a moment is stored in the next, and told of then.
    for (const arrival of this.byAlbum.values()) this.grown.add(arrival);
    this.tell();
  }

  /** Lets go of what was not put in an album's place: of an answer that broke off, or that held too little. */
  close(): void {
    const { accountId } = this.list;
    for (const arrival of this.byAlbum.values()) this.store.hide(accountId, arrival);
    // On a full disk there is room again only now for what follows.
    this.file.delete();
    for (const arrival of this.byAlbum.values()) {
      const held = this.store.albums.get(accountId, arrival.albumId);
      if (held?.list !== arrival.key) this.store.lists.drop(arrival.key);
    }
  }

  private add(record: ArrivedRecord | null): void {
    if (record === null) {
      // Nobody can tell its album: it is counted where its neighbour is.
      if (this.last === null) this.unreadableBefore += 1;
      else this.last.unreadable += 1;
      return;
    }
    const arrival = this.album(this.list.albumId ?? record.facts.albumId);
    this.last = arrival;
    arrival.unreadable += this.unreadableBefore;
    this.unreadableBefore = 0;
    arrival.add(record);
    this.grown.add(arrival);
  }

  private tell(): void {
    const { accountId } = this.list;
    const now = performance.now();
    for (const arrival of this.grown) {
      if (!arrival.isDue(now)) continue;
      this.grown.delete(arrival);
      if (!this.isShown(arrival)) continue;
      this.store.show(accountId, arrival);
      this.list.told?.(arrival.state(accountId, now));
    }
  }

  /** Whether the album is to be seen while it arrives: not where it is held, or where more of it arrives otherwise. */
  private isShown(arrival: Arrival): boolean {
    const { accountId } = this.list;
    if (this.store.albums.get(accountId, arrival.albumId) !== null) return false;
    const other = this.store.arriving(accountId, arrival.albumId);
    return other === null || other === arrival || other.count < arrival.count;
  }

  private album(id: string): Arrival {
    const known = this.byAlbum.get(id);
    if (known !== undefined) return known;
    const arrival = new Arrival(this.store, id, this.file);
    this.byAlbum.set(id, arrival);
    return arrival;
  }
}
