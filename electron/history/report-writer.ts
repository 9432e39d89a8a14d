import type { Resync } from '#shared/models/resync.ts';
import type { Finding } from './history.ts';

/**
 * Takes down what one look at an album found, in the library's thread. Pages of rows are written while findings come, so
 * that a report of any length costs no memory; nobody sees them before `commit`. Exactly one of `commit` and `discard`
 * ends it. All throw what SQLite says; nothing of the report is seen then.
 */
export interface ReportWriter {
  /**
   * One finding. An unchanged one is a row only where it has marks; those without are counted by `unchanged`.
   * @param move of the first image of a moved block; those that follow it carry the mark `goes-on`
   */
  add(finding: Finding, move?: { from: number; to: number; count: number }): void;
  unchanged(count: number): void;
  /**
   * Counts images of an album that was not held before, without a row each (a first opening of 100,000): in such a report
   * whoever has no row was added, not unchanged. Those of which something is to be said are added with their marks.
   */
  added(count: number): void;
  /**
   * Of a whole album: its ids in the new order, UTF-8, one a line; kept compressed, and only where the former moment's
   * order is another one. Null, or never told: ids were asked for.
   */
  order(ids: Uint8Array | null): void;
  /**
   * Writes what is left and settles the counts in one transaction: before the library takes the change.
   * A resync of a whole album has ended then; one of ids goes on until it is settled.
   * @param at milliseconds since 1970
   * @returns the resync; null where nothing differs and none was begun: then nothing is kept
   */
  commit(at: number): Resync | null;
  /** Nothing of it is kept. */
  discard(): void;
}
