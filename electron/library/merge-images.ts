import { setImmediate } from 'node:timers/promises';
import type { AlbumState } from '#shared/models/album.ts';
import type { LocalHistory } from '../history/local-history.ts';
import type { AlbumRow } from './albums-table.ts';
import type { ArrivedRecord } from './arrival.ts';
import { isAnotherAlbum } from './another-album.ts';
import { Findings, nameOf, orDiscard, type Seen } from './findings.ts';
import { seenAt } from './image-list.ts';
import type { ImagesToMerge, MergedImages } from './library.ts';
import { mergeRecords, tellRecords, type RecordToMerge } from './merge-records.ts';
import { readImages } from './read-images.ts';
import type { Store } from './store.ts';
import { whereaboutsIn } from './whereabouts.ts';

/** `Library.mergeImages`: the answer to a chunk of ids is small, so it is read whole and then stored at once. */
export async function mergeImages(
  store: Store,
  writers: Pick<LocalHistory, 'writer'>,
  part: ImagesToMerge,
): Promise<MergedImages> {
  const { moment } = store;
  const { accountId, albumId, looking } = part;
  const asked = new Set(part.ids);
  const found = new Map<string, RecordToMerge>();
  let unreadable = 0;
  const chunks: Uint8Array[] = [];
  const came: ArrivedRecord[] = [];
  for await (const { bytes, records } of readImages(part.body, 'image_syncs')) {
    chunks.push(bytes.slice());
    for (const record of records) {
      if (record === null) unreadable += 1;
      else if (asked.has(record.facts.id)) came.push(record);
    }
  }
  const answer = Buffer.concat(chunks);
  for (const { facts, hasPicture, offset, length } of came) {
    const record = answer.subarray(offset, offset + length);
    if (!found.has(facts.id)) found.set(facts.id, { record, facts, hasPicture });
  }
  await store.untilArrived(accountId, albumId);
  return store.alone(async () => {
    const known = await albumsHolding(store, part);
    store.assertKept(accountId, moment);
    const findings = new Findings(writers.writer(accountId, albumId, looking, Date.now()), albumId);
    return orDiscard(findings, () => {
      const answered: Answered = { found, known, mayHoldMore: unreadable > 0 };
      const toMerge = tell(store, part, answered, findings);
      const resync = findings.commit(null);
      const state = store.transaction(() => merge(store, part, toMerge));
      return { state, resync, ...whatCame(part, answered) };
    });
  });
}

/** Which album holds each of the ids; the one asked about first, then those of the others that may, one after the other. */
async function albumsHolding(
  store: Store,
  { accountId, albumId, ids }: ImagesToMerge,
): Promise<ReadonlyMap<string, string>> {
  const known = new Map<string, string>();
  const look = (album: string, wanted: readonly string[]): void => {
    const row = store.albums.get(accountId, album);
    const list = row && store.stored(row);
    for (const id of wanted)
      if (!known.has(id) && list !== null && list.find(id) !== null) known.set(id, album);
  };
  look(albumId, ids);
  const open = ids.filter((id) => !known.has(id));
  if (open.length === 0) return known;
  const whereabouts = await whereaboutsIn(store, accountId);
  const byAlbum = new Map<string, string[]>();
  for (const id of open)
    for (const album of whereabouts.albumsOf(id)) byAlbum.set(album, [...(byAlbum.get(album) ?? []), id]);
  // Reading a large album's ids takes its time: each is read once, and others have their turn in between.
  for (const [album, wanted] of byAlbum) {
    look(album, wanted);
    await setImmediate();
  }
  return known;
}

/** What an answer to ids has brought. */
interface Answered {
  found: ReadonlyMap<string, RecordToMerge>;
  /** By id, the album that holds it. */
  known: ReadonlyMap<string, string>;
  /** Some records could not be read. */
  mayHoldMore: boolean;
}

/** @returns by album, the records that it is to take. */
function tell(
  store: Store,
  { accountId, albumId, ids, looking }: ImagesToMerge,
  { found, known, mayHoldMore }: Answered,
  findings: Findings,
): Map<string, RecordToMerge[]> {
  const byAlbum = new Map<string, RecordToMerge[]>();
  const strangers: RecordToMerge[] = [];
  for (const came of found.values()) {
    const { id, albumId: named } = came.facts;
    // Where it stands; else where its record says that it belongs, so that no other album's image slips into this one.
    const album = known.get(id) ?? (store.albums.get(accountId, named) === null ? albumId : named);
    if (album === albumId && !known.has(id) && isAnotherAlbum(named, albumId)) strangers.push(came);
    else byAlbum.set(album, [...(byAlbum.get(album) ?? []), came]);
  }
  // They are told, and kept nowhere: their album is not held.
  tellRecords(null, strangers, findings);
  for (const [album, records] of byAlbum) {
    const row = store.albums.get(accountId, album);
    byAlbum.set(album, tellRecords(row && store.stored(row), records, findings));
  }
  // Where nobody begun a resync, nobody waits for an answer to each id.
  if (looking.resync === undefined) return byAlbum;
  for (const id of new Set(ids)) {
    if (found.has(id)) continue;
    const before = seenOf(store, accountId, known.get(id), id);
    if (mayHoldMore) findings.unclear(id, before);
    else findings.notFound(id, before);
  }
  return byAlbum;
}

/** What of it is for who asked. */
function whatCame(
  { ids }: ImagesToMerge,
  { found, mayHoldMore }: Answered,
): Pick<MergedImages, 'found' | 'missing'> {
  return {
    found: Array.from(found.values(), ({ facts }) => {
      const { id, processed, processingError } = facts;
      return { id, name: nameOf(facts), processed, processingError };
    }),
    missing: mayHoldMore ? [] : [...new Set(ids)].filter((id) => !found.has(id)),
  };
}

function seenOf(store: Store, accountId: string, album: string | undefined, id: string): Seen | null {
  const held = album === undefined ? null : store.find(accountId, album, id);
  return held === null ? null : seenAt(held.list, held.position);
}

function merge(
  store: Store,
  { accountId, albumId }: ImagesToMerge,
  byAlbum: ReadonlyMap<string, RecordToMerge[]>,
): AlbumState {
  const asked = heldOrNew(store, accountId, albumId);
  for (const [album, records] of byAlbum) {
    const row = album === albumId ? asked : store.albums.get(accountId, album);
    if (row !== null) mergeRecords(store, row, records);
  }
  return store.state(asked);
}

function heldOrNew(store: Store, account: string, album: string): AlbumRow {
  const held = store.albums.get(account, album);
  if (held !== null) return held;
  const row: AlbumRow = {
    account,
    album,
    list: store.lists.add(),
    revision: store.nextRevision(),
    synced_at: Date.now(),
    // Nothing is known of its whole list yet: its own route is the one that surely knows it.
    source: 'album',
    is_whole: 0,
    placed_count: 0,
    images_count: 0,
    complete_count: 0,
    odd_count: 0,
    unreadable_count: 0,
    repeated_count: 0,
  };
  store.albums.put(row);
  return row;
}
