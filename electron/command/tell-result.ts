import { open, type FileHandle } from 'node:fs/promises';
import type { Resync, ResyncRow } from '#shared/models/resync.ts';
import { exportText } from '../history/export.ts';
import type { History } from '../history/history.ts';
import type { ResyncArguments } from './arguments.ts';
import { printable } from './error-words.ts';
import { headline, rowLines } from './result-words.ts';
import type { Terminal } from './terminal.ts';

interface Told {
  accountId: string;
  history: History;
  terminal: Terminal;
}

/** Where reports go: a file that is open, standard output, or nowhere. */
export interface Outputs {
  json: FileHandle | '-' | null;
  csv: FileHandle | '-' | null;
}

/**
 * Opens the files before anything is asked: what is asked and cannot be told would be lost, since the next run compares
 * with what this one has seen.
 * @throws what the file system says
 */
export async function openOutputs({ json, csv }: Pick<ResyncArguments, 'json' | 'csv'>): Promise<Outputs> {
  const opened = async (to: string | null): Promise<FileHandle | '-' | null> =>
    to === null || to === '-' ? to : open(to, 'w', 0o600);
  return { json: await opened(json), csv: await opened(csv) };
}

interface Found {
  /** By earlier runs, which did not tell it. */
  earlier: readonly Resync[];
  ended: readonly Resync[];
}

/**
 * Writes what was found to where it was asked for; in words, unless standard output is taken. Where a file cannot be
 * written to its end, that is said, and the words are told instead.
 * @returns whether all was written
 */
export async function tellResult(
  { earlier, ended }: Found,
  { json, csv }: Outputs,
  told: Told,
): Promise<boolean> {
  const resyncs = [...earlier, ...ended];
  const hasJson = json === null || (await written(json, jsonOf(resyncs, told), told.terminal));
  const hasCsv = csv === null || (await written(csv, csvOf(resyncs, told), told.terminal));
  const isWhole = hasJson && hasCsv;
  if (!isWhole || (json !== '-' && csv !== '-')) await tellInWords({ earlier, ended }, told);
  return isWhole && !told.terminal.hasFailed();
}

async function tellInWords({ earlier, ended }: Found, told: Told): Promise<void> {
  for (const resync of [...earlier, ...ended]) {
    const since = earlier.includes(resync) ? `An earlier run found (${iso(resync.startedAt)}): ` : '';
    await told.terminal.out(`${since}${headline(resync)}\n`);
    const { pasted } = await told.history.get(told.accountId, resync.id);
    for (const id of pasted.repeated) await told.terminal.out(`${printable(`  given twice: ${id}`)}\n`);
    for (const piece of pasted.noIds)
      await told.terminal.out(`${printable(`  no id: ${JSON.stringify(piece)}`)}\n`);
    for await (const rows of pagesOf(resync, told))
      await told.terminal.out(
        rows
          .flatMap(rowLines)
          .map((line) => `${line}\n`)
          .join(''),
      );
  }
}

/** `{"resyncs": [...]}`, one an album, each as the window exports it. */
async function* jsonOf(resyncs: readonly Resync[], told: Told): AsyncGenerator<string> {
  yield '{"resyncs":[';
  for (const [n, resync] of resyncs.entries()) {
    if (n > 0) yield ',';
    const whole = await told.history.get(told.accountId, resync.id);
    yield* exportText('json', whole, pagesOf(resync, told));
  }
  yield ']}\n';
}

/** One table for all albums: the head stands once. */
async function* csvOf(resyncs: readonly Resync[], told: Told): AsyncGenerator<string> {
  for (const [n, resync] of resyncs.entries()) {
    const whole = await told.history.get(told.accountId, resync.id);
    const text = exportText('csv', whole, pagesOf(resync, told));
    yield* n === 0 ? text : withoutHead(text);
  }
}

async function* withoutHead(text: AsyncIterable<string>): AsyncGenerator<string> {
  let isHead = true;
  for await (const piece of text) {
    const end = isHead ? piece.indexOf('\n') : -1;
    if (!isHead) yield piece;
    else if (end >= 0) {
      isHead = false;
      yield piece.slice(end + 1);
    }
  }
}

async function* pagesOf({ id }: Resync, { accountId, history }: Told): AsyncGenerator<ResyncRow[]> {
  for (const number of await history.pages(accountId, id))
    yield (await history.page(accountId, id, number)) ?? [];
}

async function written(
  to: FileHandle | '-',
  text: AsyncIterable<string>,
  terminal: Terminal,
): Promise<boolean> {
  if (to === '-') {
    for await (const piece of text) await terminal.out(piece);
    return true;
  }
  try {
    for await (const piece of text) await to.write(piece);
    await to.close();
    return true;
  } catch (thrown) {
    terminal.error(
      thrown instanceof Error && 'syscall' in thrown ? thrown.message : 'The report cannot be written.',
    );
    return false;
  }
}

const iso = (time: number): string => new Date(time).toISOString();
