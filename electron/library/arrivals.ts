import { setTimeout as after } from 'node:timers/promises';
import { Arrival, type ArrivedAsKnown, type ArrivedRecord } from './arrival.ts';
import type { ArrivingFile } from './arriving-file.ts';
import type { ListToStore } from './library.ts';
import type { Store } from './store.ts';

/** Albums of one answer that are held in the memory while they grow. */
const mostGrowing = 64;

const tellEveryMs = 100;
/** How long reading rests once the first images were told of. */
const firstScreenMs = 150;

/** Sorts what arrives by album, and tells of the albums that nobody holds yet while they grow. */
export class Arrivals {
  private readonly store: Store;
  private readonly list: ListToStore;
  private readonly file: ArrivingFile;
  /** In the order in which the answer names them. */
  private readonly byAlbum = new Map<string, Arrival>();
  /** Those that grew last, the newest at the end. */
  private readonly growing = new Set<Arrival>();
  /** A server may stall: what has come is told of all the same. */
  private readonly clock = setInterval(() => {
    // Where the disk refuses, whoever writes next says so.
    this.tell().catch(() => undefined);
  }, tellEveryMs);
  private hasTold = false;
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
  async take(bytes: Uint8Array, records: readonly (ArrivedRecord | ArrivedAsKnown | null)[]): Promise<void> {
    await this.file.append(bytes);
    for (const record of records) this.add(record);
    const before = this.hasTold;
    await this.tell();
    // The first screen is to be fetched and painted: on few cores reading on would take them from it.
    if (this.hasTold && !before) await after(firstScreenMs);
  }

  /** To be called when the answer has arrived to its end. */
  async end(): Promise<void> {
    clearInterval(this.clock);
    for (const arrival of this.byAlbum.values()) arrival.end();
    await this.tell();
    await this.file.written();
  }

  /** The answer broke off: what came of it can be read. */
  async broken(): Promise<void> {
    clearInterval(this.clock);
    await this.file.written();
  }

  /** Lets go of what was not put in an album's place: of an answer that broke off, or that held too little. */
  async close(): Promise<void> {
    const { accountId } = this.list;
    clearInterval(this.clock);
    for (const arrival of this.byAlbum.values()) this.store.hide(accountId, arrival);
    // On a full disk there is room again only now for what follows.
    await this.file.delete();
    for (const arrival of this.byAlbum.values()) {
      const held = this.store.albums.get(accountId, arrival.albumId);
      if (held?.list !== arrival.key) this.store.lists.drop(arrival.key);
    }
  }

  private add(record: ArrivedRecord | ArrivedAsKnown | null): void {
    if (record === null) {
      // Nobody can tell its album: it is counted where its neighbour is.
      if (this.last === null) this.unreadableBefore += 1;
      else this.last.unreadable += 1;
      return;
    }
    const named = 'known' in record ? record.known.albumId : record.facts.albumId;
    const arrival = this.album(this.list.albumId ?? named);
    this.last = arrival;
    arrival.unreadable += this.unreadableBefore;
    this.unreadableBefore = 0;
    if ('known' in record) arrival.addKnown(record);
    else arrival.add(record);
  }

  private async tell(): Promise<void> {
    const { accountId } = this.list;
    const now = performance.now();
    // Of thousands of albums one is looked at.
    const shown = this.store
      .watched(accountId)
      .map((albumId) => this.byAlbum.get(albumId))
      .filter((arrival) => arrival !== undefined)
      .filter((arrival) => arrival.isDue(now) && this.isShown(arrival));
    if (shown.length === 0) return;
    // Who is told of an image may ask for its record.
    await this.file.written();
    for (const arrival of shown) {
      this.store.show(accountId, arrival);
      this.hasTold = true;
      const state = arrival.state(accountId, now);
      this.list.told?.(state);
    }
  }

  /**
   * Whether an album that is looked at is to be seen while it arrives: not where it is held, or where more of it arrives
   * otherwise.
   */
  private isShown(arrival: Arrival): boolean {
    const { accountId } = this.list;
    if (this.store.albums.get(accountId, arrival.albumId) !== null) return false;
    const other = this.store.arriving(accountId, arrival.albumId);
    return other === null || other === arrival || other.count < arrival.count;
  }

  private album(id: string): Arrival {
    const arrival = this.byAlbum.get(id) ?? new Arrival(this.store, id, this.file);
    this.byAlbum.set(id, arrival);
    this.growing.delete(arrival);
    this.growing.add(arrival);
    for (const oldest of this.growing) {
      if (this.growing.size <= mostGrowing) break;
      this.growing.delete(oldest);
      oldest.park();
    }
    return arrival;
  }
}
