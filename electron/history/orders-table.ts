import { hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { prepare } from '../storage/sqlite.ts';
import { pack, unpack } from './page-codec.ts';

/** An order as it is to be kept: its hash tells whether it is another one's. */
export interface PackedOrder {
  hash: Uint8Array;
  ids: Uint8Array;
}

/** @param ids UTF-8, one a line, with or without an end to the last; they are not held on to */
export function packOrder(ids: Uint8Array): PackedOrder {
  const bytes = ids.at(-1) === 0x0a ? ids.subarray(0, -1) : ids;
  return { hash: hash('sha256', bytes, 'buffer'), ids: pack(bytes) };
}

/** Orders that albums had, each once however many moments in a row had it. */
export class OrdersTable {
  private readonly statements;

  constructor(database: DatabaseSync) {
    this.statements = {
      hash: prepare<{ hash: Uint8Array }>(database, 'SELECT hash FROM orders WHERE key = ?'),
      put: prepare<{ key: number }>(
        database,
        'INSERT INTO orders (account, hash, ids) VALUES (?, ?, ?) RETURNING key',
      ),
      get: prepare<{ ids: Uint8Array }>(database, 'SELECT ids FROM orders WHERE key = ?'),
      sweep: prepare(
        database,
        'DELETE FROM orders WHERE NOT EXISTS (SELECT 1 FROM resyncs WHERE album_order = orders.key)',
      ),
    };
  }

  /** @param former the order of the moment before: where it is the same, it is not kept again */
  put(accountId: string, order: PackedOrder, former: number | null): number {
    const known = former === null ? undefined : this.statements.hash.get(former);
    if (former !== null && known !== undefined && Buffer.compare(known.hash, order.hash) === 0) return former;
    return this.statements.put.get(accountId, order.hash, order.ids)?.key ?? 0;
  }

  /** The ids, in order. @throws Damaged */
  ids(key: number): string[] {
    const found = this.statements.get.get(key);
    const text = found === undefined ? '' : unpack(found.ids).toString();
    return text === '' ? [] : text.split('\n');
  }

  /** Deletes those that no resync has any more. */
  sweep(): void {
    this.statements.sweep.run();
  }
}
