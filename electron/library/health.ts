import { setImmediate } from 'node:timers/promises';
import { partSize } from '#shared/columns/layout.ts';
import type { Part } from '#shared/columns/read.ts';
import type { AlbumHealth } from '#shared/models/health.ts';
import { parseBytes } from '../json/parse-json.ts';
import type { AlbumRow } from './albums-table.ts';
import { BarTally, findingNames, groupKey, pickOf, type RecordSets } from './health-bars.ts';
import { idAt, nameAt, Recent } from './image-list.ts';
import { etagAndPlace } from './image-record.ts';
import { numberAt, textBytesAt } from './part-values.ts';
import { blockSize } from './record-block.ts';
import type { Store } from './store.ts';
import type { StoredList } from './stored-list.ts';

const most = { tags: 200, formats: 100, days: 1_000, biggest: 20, groups: 200, ofGroup: 50 };

interface Counted {
  health: AlbumHealth;
  sets: RecordSets;
}

/** What was counted of the albums asked for last, by revision; a revision is one album's alone. */
export class HealthCounts {
  private readonly recent = new Recent<{ counted: Counted | null }>(4);

  /** `Library.health` */
  async health(store: Store, account: string, album: string): Promise<AlbumHealth | null> {
    const row = store.albums.get(account, album);
    if (row === null) return null;
    const known = this.slot(row).counted;
    if (known !== null) return known.health;
    // The records are read block by block, and nobody may change them in between.
    return store.alone(async () => {
      const now = store.albums.get(account, album);
      return now && (await this.counted(store, now)).health;
    });
  }

  /** `Library.healthIds` */
  async ids(
    store: Store,
    account: string,
    album: string,
    revision: number,
    bar: string,
  ): Promise<Uint8Array<ArrayBuffer> | null> {
    return store.alone(async () => {
      const row = store.albums.get(account, album);
      if (row?.revision !== revision) return null;
      const { sets } = await this.counted(store, row);
      const pick = pickOf(bar, sets);
      if (pick === null) return null;
      const lines: Uint8Array[] = [];
      await eachImage(store.stored(row), (part, index, position) => {
        if (pick(part, index, position)) lines.push(textBytesAt(part, 'id', index), newline);
      });
      return joined(lines);
    });
  }

  /** An account was forgotten: nothing of it stays. */
  clear(): void {
    this.recent.clear();
  }

  private slot(row: AlbumRow): { counted: Counted | null } {
    return this.recent.get(row.revision, () => ({ counted: null }));
  }

  private async counted(store: Store, row: AlbumRow): Promise<Counted> {
    const slot = this.slot(row);
    return (slot.counted ??= await count(row, store.stored(row)));
  }
}

const newline = new Uint8Array([10]);

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** Part by part, letting other work in between. */
async function eachImage(
  list: StoredList,
  look: (part: Part, index: number, position: number) => void,
): Promise<void> {
  for (let number = 0; number < list.parts.length; number += 1) {
    const part = list.part(number);
    for (let index = 0; index < part.count; index += 1) look(part, index, number * partSize + index);
    await setImmediate();
  }
}

async function count(row: AlbumRow, list: StoredList): Promise<Counted> {
  const { sets, sizes } = await readRecords(list);
  const groups = [...sizes].sort(([a, one], [b, other]) => other - one || a - b);
  const shown = new Map(
    groups.slice(0, most.groups).map(([first, count]) => [
      first,
      {
        key: groupKey(first),
        bytes: orNull(bytesAt(list, first)),
        images: [] as { id: string; name: string }[],
        count,
      },
    ]),
  );
  const findings = findingNames.map((name) => ({ name, pick: pickOf(name, sets), count: 0 }));
  const [tags, formats, days] = [new BarTally('tag'), new BarTally('format'), new BarTally('day')];
  const sizesOfFiles = new Float64Array(list.count);
  await eachImage(list, (part, index, position) => {
    for (const finding of findings) if (finding.pick?.(part, index, position) === true) finding.count += 1;
    for (const tally of [tags, formats, days]) tally.add(part, index);
    sizesOfFiles[position] = numberAt(part, 'bytes', index) || 0;
    const images = shown.get(sets.firstOfSame[position] ?? -1)?.images;
    if (images !== undefined && images.length < most.ofGroup) images.push(named(list, position));
  });
  const shownTags = tags.fullest(most.tags);
  const shownDays = days.fullest(most.days);
  const health: AlbumHealth = {
    revision: row.revision,
    imagesCount: row.images_count,
    taggedCount: row.complete_count,
    findings: findings.map(({ name, count }) => ({ key: name, label: name, count })),
    tags: shownTags.bars,
    tagsLeft: shownTags.left,
    formats: formats.fullest(most.formats).bars,
    days: shownDays.bars.sort((a, b) => (a.label < b.label ? -1 : 1)),
    daysLeft: shownDays.left,
    without: { tag: tags.none, format: formats.none, day: days.none },
    biggest: largest(sizesOfFiles).map((position) => ({
      ...named(list, position),
      bytes: sizesOfFiles[position] ?? 0,
    })),
    groups: [...shown.values()],
    groupsLeft: Math.max(0, groups.length - most.groups),
  };
  return { health, sets };
}

/** Reads what the columns do not hold out of every record. @returns also how many images each group of the same bytes has, by its first. */
async function readRecords(list: StoredList): Promise<{ sets: RecordSets; sizes: Map<number, number> }> {
  const placeless = new Uint8Array(list.count);
  const firstOfSame = new Int32Array(list.count).fill(-1);
  const firsts = new Map<string, number>();
  const sizes = new Map<number, number>();
  for (let block = 0; block * blockSize < list.count; block += 1) {
    list.records(block).forEach((record, i) => {
      const position = block * blockSize + i;
      const { etag, gps } = etagAndPlace(parseBytes(record));
      placeless[position] = gps === null ? 1 : 0;
      if (etag === null) return;
      const file = `${bytesAt(list, position)} ${etag}`;
      const first = firsts.get(file);
      if (first === undefined) {
        firsts.set(file, position);
        return;
      }
      firstOfSame[first] = firstOfSame[position] = first;
      sizes.set(first, (sizes.get(first) ?? 1) + 1);
    });
    await setImmediate();
  }
  return { sets: { placeless, firstOfSame }, sizes };
}

/** NaN where the record names no size. */
const bytesAt = (list: StoredList, position: number): number =>
  numberAt(list.part(Math.floor(position / partSize)), 'bytes', position % partSize);

const orNull = (bytes: number): number | null => (Number.isNaN(bytes) ? null : bytes);

const named = (list: StoredList, position: number): { id: string; name: string } => ({
  id: idAt(list, position),
  name: nameAt(list, position),
});

/** The positions of the largest files, the largest first; of the same size the first in the album. */
function largest(bytes: Float64Array): number[] {
  const positions = Uint32Array.from(bytes, (_, position) => position);
  positions.sort((a, b) => (bytes[b] ?? 0) - (bytes[a] ?? 0) || a - b);
  return [...positions.subarray(0, most.biggest)].filter((position) => (bytes[position] ?? 0) > 0);
}
