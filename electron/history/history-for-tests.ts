import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Looking } from '../library/library.ts';
import { recordForTests } from '../library/record-for-tests.ts';
import type { Finding, NewResync } from './history.ts';
import type { HistoryCap } from './history-store.ts';
import { openHistory, type LocalHistory } from './local-history.ts';

export const accountId = 'account1';
export const albumId = 'a0B5e00000Studio';

/** A history in a folder of its own, for this room's tests. */
export interface TestHistory {
  readonly folder: string;
  readonly file: string;
  history: LocalHistory;
  /** Closes the file and opens it again. */
  restart(): void;
  close(): void;
}

export function openTestHistory(cap?: HistoryCap): TestHistory {
  const folder = mkdtempSync(join(tmpdir(), 'history-'));
  const file = join(folder, 'history.sqlite');
  const test: TestHistory = {
    folder,
    file,
    history: openHistory(file, cap).history,
    restart() {
      test.history.close();
      test.history = openHistory(file, cap).history;
    },
    close() {
      test.history.close();
      rmSync(folder, { recursive: true });
    },
  };
  return test;
}

export const looking: Looking = { cause: 'opened', by: 'Ada' };

export const wishForTests = (changes: Partial<NewResync> = {}): NewResync => ({
  accountId,
  albumId,
  imageIds: null,
  cause: 'user',
  by: 'Ada',
  startedAt: 1_000,
  noIds: [],
  repeated: [],
  ...changes,
});

/** One side of a finding: an image at this version, whose pictures are where `recordForTests` says. */
export const sideForTests = (id: string, version: number, path = id): NonNullable<Finding['after']> => ({
  // Of the facts the history reads the version alone.
  facts: { id, updatedAt: version } as NonNullable<Finding['after']>['facts'],
  record: Buffer.from(JSON.stringify(recordForTests(path))),
});

/** A finding of an image whose title changed, unless `changes` says otherwise. */
export const findingForTests = (id: string, changes: Partial<Finding> = {}): Finding => ({
  id,
  albumId,
  name: `Title ${id}`,
  kind: 'changed',
  marks: [],
  changes: [{ field: 'title', before: 'old', after: 'new' }],
  before: sideForTests(id, 1),
  after: sideForTests(id, 2),
  ...changes,
});

export const orderForTests = (ids: readonly string[]): Uint8Array => Buffer.from(ids.join('\n'));

/** Writes a whole album's report. */
export function reportForTests(
  { history }: TestHistory,
  {
    findings = [],
    unchanged = 0,
    ids = null,
    resyncId = null,
    at = 2_000,
    of = albumId,
  }: {
    findings?: readonly Finding[];
    unchanged?: number;
    ids?: readonly string[] | null;
    resyncId?: string | null;
    at?: number;
    of?: string;
  },
) {
  const begun = resyncId === null ? {} : { resync: { id: resyncId, albumId: of, chunk: null } };
  const writer = history.writer(accountId, of, { ...looking, ...begun }, at);
  for (const finding of findings) writer.add(finding);
  writer.unchanged(unchanged);
  writer.order(ids && orderForTests(ids));
  return writer.commit(at + 1);
}
