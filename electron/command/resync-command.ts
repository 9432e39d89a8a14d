import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { AppError } from '#shared/errors.ts';
import { findIds } from '#shared/find-ids.ts';
import type { Resync } from '#shared/models/resync.ts';
import { mono } from '../journal/boot.ts';
import type { Library } from '../library/library.ts';
import { openLocalLibrary } from '../library/local-library.ts';
import { openMeter } from '../meter/meter.ts';
import { holdFolder } from '../storage/folder-lock.ts';
import { makeFolder } from '../storage/make-folder.ts';
import { storageErrorData } from '../storage/sqlite.ts';
import { createResyncs, type ResyncWish } from '../sync/resyncs.ts';
import { createNodeTransport } from '../transport/node-transport.ts';
import { trustSystemCertificates } from '../transport/system-certificates.ts';
import { readArguments, UsageError, type ResyncArguments } from './arguments.ts';
import { commandSession } from './command-session.ts';
import { environmentProxy } from './environment-proxy.ts';
import { errorWords, printable } from './error-words.ts';
import { exitStatusOf, type ExitStatus } from './exit-status.ts';
import { help } from './help.ts';
import { progressWords } from './progress-words.ts';
import { InputError } from './read-input.ts';
import { openOutputs, tellResult } from './tell-result.ts';
import type { Terminal } from './terminal.ts';
import { openUntold } from './untold.ts';

interface Surroundings {
  /** The words behind `resync`. */
  words: readonly string[];
  terminal: Terminal;
  environment: NodeJS.ProcessEnv;
  /** Where the cache is unless `--user-data-dir` says otherwise. */
  defaultFolder: string;
  /** `system-certificates-worker`, as source or built. */
  certificatesWorker: string;
  /** Fires where the run is to end early: what came is told. */
  signal: AbortSignal;
}

/** `sharinpix-companion resync`: the same core as in the window, without one. Never throws. */
export async function resyncCommand(surroundings: Surroundings): Promise<ExitStatus> {
  const { words, terminal, defaultFolder } = surroundings;
  try {
    const wanted = readArguments(words, defaultFolder);
    if (wanted !== null) return await inFolder(wanted, surroundings);
    await terminal.out(help(defaultFolder));
    return 0;
  } catch (thrown) {
    const isUsage = thrown instanceof UsageError;
    terminal.error(isUsage ? printable(`${thrown.message} See --help.`) : wordsOf(thrown));
    return 3;
  }
}

/** What a file system says names a path that the user gave; nothing else of a thrown thing is printed. */
function wordsOf(thrown: unknown): string {
  if (thrown instanceof AppError) return errorWords(thrown.data);
  const isForPeople = thrown instanceof InputError || (thrown instanceof Error && 'syscall' in thrown);
  return isForPeople ? printable(thrown.message) : errorWords(storageErrorData(thrown));
}

async function inFolder(wanted: ResyncArguments, surroundings: Surroundings): Promise<ExitStatus> {
  const { dataFolder } = wanted;
  makeFolder(dataFolder);
  const letGo = holdFolder(dataFolder);
  if (letGo === null)
    throw new UsageError(
      `Another run, or the app, uses ${dataFolder}: give this one its own --user-data-dir.`,
    );
  try {
    const library = openLocalLibrary(join(dataFolder, 'library.sqlite'), join(dataFolder, 'history.sqlite'));
    try {
      return await run(wanted, library, surroundings);
    } finally {
      await library.close();
    }
  } finally {
    letGo();
  }
}

async function run(
  wanted: ResyncArguments,
  library: Library,
  surroundings: Surroundings,
): Promise<ExitStatus> {
  const { terminal, environment, signal } = surroundings;
  const wishes = await wishesOf(wanted, terminal);
  const token = await terminal.read({
    option: '--token-file',
    file: wanted.tokenFile,
    mostBytes: mostBytesOf.token,
  });
  const transport = createNodeTransport({
    proxyFor: environmentProxy(environment),
    certificates: trustSystemCertificates(surroundings.certificatesWorker, () => undefined),
  });
  const meter = await openMeter({
    file: join(wanted.dataFolder, 'meter.json'),
    now: Date.now,
    onChange: () => undefined,
    onTrouble: (cause) => terminal.error(wordsOf(cause)),
  });
  const typed = { server: wanted.server, token };
  const { kept, accountId } = await commandSession(typed, library, transport, (call) =>
    meter.counted(call.accountId).call(call.error !== null),
  );
  // Not before: where the token is of no use, yesterday's report stays.
  const outputs = await openOutputs(wanted);
  const told = progressWords(wanted.quiet ? null : terminal);
  const resyncs = createResyncs({
    kept,
    library,
    clock: { wall: Date.now, mono, after: later, random: Math.random },
    notify: told,
    unexpected: (thrown) => terminal.error(wordsOf(thrown)),
  });
  const untoldFile = join(wanted.dataFolder, 'untold.json');
  const untold = await openUntold(untoldFile, accountId, library.history, (cause) =>
    terminal.error(wordsOf(cause)),
  );
  const earlier = await untold.earlier();

  const ended: Resync[] = [];
  for (const wish of wishes) {
    if (signal.aborted) break;
    ended.push(await toItsEnd(wish));
  }
  terminal.progress(null);
  for (const { albumId, error } of ended)
    if (error !== null && albumId.includes(','))
      terminal.error(
        printable(`"${albumId}" was asked for as one album; several are given as --album A --album B.`),
      );
  const telling = { accountId, history: library.history, terminal };
  const isTold = await tellResult({ earlier, ended }, outputs, telling);
  if (isTold) await untold.told();
  await meter.stored();
  return signal.aborted || !isTold ? 2 : exitStatusOf(ended, earlier);

  async function toItsEnd(wish: ResyncWish): Promise<Resync> {
    const { id } = await resyncs.start(wish, 'command');
    await untold.begun(id);
    const cancel = (): void => void resyncs.cancel(id).catch(() => undefined);
    signal.addEventListener('abort', cancel);
    if (signal.aborted) cancel();
    try {
      const end = await resyncs.finished(id);
      if (end.status !== 'running' && end.status !== 'waiting') return end;
      // Nobody is there to give a new token.
      return await library.history.settle(accountId, id, 'ended', end.error, Date.now());
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }
}

/** No token is that long, and a million ids are not. */
const mostBytesOf = { token: 2 ** 16, ids: 2 ** 26 };

/** @throws AppError `no-images-chosen` where the text holds no id */
async function wishesOf(wanted: ResyncArguments, terminal: Terminal): Promise<ResyncWish[]> {
  if (wanted.idsFile === null)
    return wanted.albums.map((albumId) => ({ albumId, imageIds: null, noIds: [], repeated: [] }));
  const input = { option: '--ids-file', file: wanted.idsFile, mostBytes: mostBytesOf.ids };
  const { ids, noIds, repeated } = findIds(await terminal.read(input));
  if (ids.length === 0) throw new AppError({ code: 'no-images-chosen' });
  return [{ albumId: wanted.albums[0] ?? '', imageIds: ids, noIds, repeated }];
}

function later(ms: number, then: () => void): () => void {
  const given = new AbortController();
  void after(ms, undefined, { signal: given.signal }).then(then, () => undefined);
  return () => given.abort();
}
