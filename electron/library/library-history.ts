import { AppError, errorData } from '#shared/errors.ts';
import type { History } from '../history/history.ts';
import { openHistory, type LocalHistory, type NameOf } from '../history/local-history.ts';
import type { ReportWriter } from '../history/report-writer.ts';

/** Every call of the history; typed so that none is forgotten. */
const methods: { [M in keyof History]: true } = {
  create: true,
  get: true,
  list: true,
  rows: true,
  index: true,
  page: true,
  pages: true,
  unchangedIds: true,
  toAsk: true,
  chunkFailed: true,
  settle: true,
  unfinished: true,
  compare: true,
  remove: true,
  pictures: true,
};

/** The history whose every call is made by `call`. */
export function historyBy(call: (method: keyof History, args: unknown[]) => Promise<unknown>): History {
  const names = Object.keys(methods) as (keyof History)[];
  const calls = names.map((name) => [name, (...args: unknown[]) => call(name, args)]);
  // Both sides are of one build: they answer what the types say.
  return Object.fromEntries(calls) as History;
}

/**
 * Opens the history beside the library. Where its file cannot be used (written by a newer app, not to be written) the
 * library goes on without: every call of the history fails with the reason, and what differs is written down nowhere.
 */
export function openLibraryHistory(
  file: string,
  nameOf: NameOf,
): { history: LocalHistory; wasDamaged: boolean } {
  try {
    return openHistory(file, undefined, nameOf);
  } catch (thrown) {
    const reason = new AppError(errorData(thrown), { cause: thrown });
    return { history: unusable(reason), wasDamaged: false };
  }
}

const unusable = (reason: AppError): LocalHistory => ({
  ...historyBy(() => Promise.reject(reason)),
  writer: () => noWriter,
  keepOnly: () => {
    throw reason;
  },
  close: () => undefined,
});

const noWriter: ReportWriter = {
  add: () => undefined,
  unchanged: () => undefined,
  added: () => undefined,
  order: () => undefined,
  commit: () => null,
  discard: () => undefined,
};
