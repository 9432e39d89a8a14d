import type { DatabaseSync } from 'node:sqlite';
import { prepare, type Query } from '../storage/sqlite.ts';
import type { KnownImages } from './journal.ts';

type Looked = Pick<KnownImages, 'version' | 'readAt' | 'isWhole'>;

/** What is known of the images in each sharing, by its list and by what was sent since. */
export class KnownTable {
  private readonly all: Query<{ image: string; shared_at: number | null }>;
  private readonly put: Query<never>;
  private readonly remove: Query<never>;
  private readonly lane: Query<{ version: number; read_at: number | null; is_whole: number }>;
  private readonly changed: Query<never>;
  private readonly read: Query<never>;
  private readonly keepShared: Query<never>;
  private readonly uncertain: Query<{ image: string }>;
  private readonly since: Query<{ image: string; shared_at: number | null }>;

  constructor(database: DatabaseSync) {
    this.all = prepare(database, 'SELECT image, shared_at FROM known WHERE lane = ? ORDER BY image');
    this.put = prepare(
      database,
      `INSERT INTO known (lane, image, shared_at) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET shared_at = excluded.shared_at`,
    );
    this.remove = prepare(database, 'DELETE FROM known WHERE lane = ? AND image = ?');
    this.lane = prepare(database, 'SELECT version, read_at, is_whole FROM lanes WHERE key = ?');
    this.changed = prepare(database, 'UPDATE lanes SET version = version + 1 WHERE key = ?');
    const shared = `FROM images WHERE state = 'shared' AND job IN (SELECT number FROM jobs WHERE lane = ?)`;
    this.keepShared = prepare(
      database,
      `INSERT OR IGNORE INTO known (lane, image, shared_at) SELECT ?, image, shared_at ${shared}`,
    );
    this.since = prepare(
      database,
      `SELECT image, max(shared_at) AS shared_at ${shared} AND settled_at >= coalesce((SELECT read_at FROM lanes WHERE key = ?), 0)
       GROUP BY image`,
    );
    this.uncertain = prepare(
      database,
      `SELECT DISTINCT image FROM images WHERE state IN ('unknown', 'needs-user') AND state <> 'shared'
       AND job IN (SELECT number FROM jobs WHERE lane = ?)`,
    );
    this.read = prepare(database, 'UPDATE lanes SET read_at = ?, is_whole = ? WHERE key = ?');
  }

  /** Something was shared since the list was read. */
  sharedMore(lane: number): void {
    this.changed.run(lane);
  }

  /** The sharing's list as it was read: of a part of it, nothing is known of the rest. */
  replace(
    lane: number,
    held: ReadonlyMap<string, number | null>,
    list: { readAt: number; isWhole: boolean },
  ): void {
    // What a part of the list lacks may be there all the same.
    if (!list.isWhole) this.keepShared.run(lane, lane);
    const before = new Map(this.all.all(lane).map(({ image, shared_at }) => [image, shared_at]));
    let changes = 0;
    for (const [image, sharedAt] of held) {
      if (before.has(image) && before.get(image) === sharedAt) continue;
      this.put.run(lane, image, sharedAt);
      changes += 1;
    }
    if (list.isWhole) {
      for (const image of before.keys()) if (!held.has(image)) changes += this.remove.run(lane, image);
    }
    this.read.run(list.readAt, Number(list.isWhole), lane);
    if (changes > 0) this.changed.run(lane);
  }

  looked(lane: number): Looked {
    const row = this.lane.get(lane);
    return { version: row?.version ?? 0, readAt: row?.read_at ?? null, isWhole: row?.is_whole === 1 };
  }

  /** What was shared since the list was read is known too. */
  packed(lane: number): KnownImages {
    const listed = this.all.all(lane);
    const held = new Set(listed.map(({ image }) => image));
    const since = this.since.all(lane, lane).filter(({ image }) => !held.has(image));
    const rows = [...listed, ...since]
      // A hostile id must not pass for two.
      .filter(({ image }) => !image.includes('\n'));
    const known = new Set(rows.map(({ image }) => image));
    const uncertain = this.uncertain.all(lane).filter(({ image }) => !known.has(image));
    return {
      ...this.looked(lane),
      ids: packed(rows),
      uncertain: packed(uncertain),
      sharedAt: Float64Array.from(rows, ({ shared_at }) => shared_at ?? NaN),
    };
  }
}

const packed = (rows: readonly { image: string }[]): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(rows.map(({ image }) => `${image}\n`).join(''));
