import type { DatabaseSync } from 'node:sqlite';
import { appError } from '#shared/errors.ts';
import type { ShareOutcome } from '#shared/models/sharing.ts';
import { prepare } from '../storage/sqlite.ts';
import type { KeptItem } from './journal.ts';

interface ItemRow {
  position: number;
  image: string;
  state: ShareOutcome;
  error: string | null;
  times: number | null;
  link: string | null;
  sent_at: number | null;
  settled_at: number | null;
  request_id: string | null;
}

/** The images of a job, as users and receipts see them. */
export class ItemsTable {
  private readonly q: ReturnType<typeof queries>;

  constructor(database: DatabaseSync) {
    this.q = queries(database);
  }

  items(
    number: number,
    { from, count, inOrder }: { from: number; count: number; inOrder: boolean },
  ): { items: KeptItem[]; total: number } {
    const rows = (inOrder ? this.q.itemsInOrder : this.q.items).all(number, count, from);
    return { items: rows.map(toItem), total: this.q.size.get(number)?.size ?? 0 };
  }

  links(number: number, imageId: string | null): string[] {
    return this.q.links.all(number, imageId, imageId).map(({ link }) => link);
  }
}

function toItem(row: ItemRow): KeptItem {
  return {
    position: row.position,
    imageId: row.image,
    outcome: row.state,
    error: row.error === null ? null : appError.catch({ code: 'internal' }).parse(JSON.parse(row.error)),
    times: row.times,
    link: row.link,
    sentAt: row.sent_at,
    settledAt: row.settled_at,
    requestId: row.request_id,
  };
}

/** What needs looking at first. */
const rank = `CASE WHEN i.times IS NOT NULL THEN 0 ELSE CASE i.state WHEN 'failed' THEN 1 WHEN 'needs-user' THEN 2
  WHEN 'unknown' THEN 3 WHEN 'sending' THEN 4 WHEN 'queued' THEN 5 WHEN 'cancelled' THEN 6 ELSE 7 END END`;

function queries(database: DatabaseSync) {
  const query = <Row = never>(sql: string) => prepare<Row>(database, sql);
  const item = `i.position, i.image, i.state, i.error, i.times, i.link, a.sent_at, i.settled_at, a.request_id
    FROM images i LEFT JOIN attempts a ON a.key = i.attempt WHERE i.job = ?`;
  return {
    items: query<ItemRow>(`SELECT ${item} ORDER BY ${rank}, i.position LIMIT ? OFFSET ?`),
    itemsInOrder: query<ItemRow>(`SELECT ${item} ORDER BY i.position LIMIT ? OFFSET ?`),
    size: query<{ size: number }>('SELECT size FROM jobs WHERE number = ?'),
    links: query<{ link: string }>(
      `SELECT link FROM images WHERE job = ? AND link IS NOT NULL AND (? IS NULL OR image = ?) ORDER BY position`,
    ),
  };
}
