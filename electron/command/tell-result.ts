import { open } from 'node:fs/promises';
import type { Resync, ResyncRow } from '#shared/models/resync.ts';
import { exportText } from '../history/export.ts';
import type { History } from '../history/history.ts';
import type { ResyncArguments } from './arguments.ts';
import { headline, rowLines } from './result-words.ts';
import type { Terminal } from './terminal.ts';

interface Told {
  accountId: string;
  history: History;
  terminal: Terminal;
}

/** Writes what was found to where it was asked for; in words, unless standard output is taken. */
export async function tellResult(
  resyncs: readonly Resync[],
  { json, csv }: Pick<ResyncArguments, 'json' | 'csv'>,
  told: Told,
): Promise<void> {
  if (json !== null) await write(json, jsonOf(resyncs, told), told.terminal);
  if (csv !== null) await write(csv, csvOf(resyncs, told), told.terminal);
  if (json === '-' || csv === '-') return;
  for (const resync of resyncs) {
    await told.terminal.out(`${headline(resync)}\n`);
    const { pasted } = await told.history.get(told.accountId, resync.id);
    for (const piece of pasted.noIds) await told.terminal.out(`  no id: ${JSON.stringify(piece)}\n`);
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

async function write(to: string, text: AsyncIterable<string>, terminal: Terminal): Promise<void> {
  if (to === '-') {
    for await (const piece of text) await terminal.out(piece);
    return;
  }
  const file = await open(to, 'w', 0o600);
  try {
    for await (const piece of text) await file.write(piece);
  } finally {
    await file.close();
  }
}
