import { parentPort } from 'node:worker_threads';
import { isDamage, storageErrorData } from '../storage/sqlite.ts';
import { serveRpc } from '../thread/rpc.ts';
import { mono } from './boot.ts';
import { putAside } from './damage.ts';
import type { Journal, Lane, Moment } from './journal.ts';
import { openLocalJournal } from './open-local-journal.ts';

/*
 * The journal's thread. Its one caller is `open-journal.ts`, in the same build, whose first call is `open`; so the
 * arguments are what the types say.
 */

if (parentPort === null) throw new Error('worker.ts is to be started as a worker');

let file = '';
let journal: Journal | null = null;

async function answer(method: string, args: unknown[], body: AsyncIterable<Uint8Array>): Promise<unknown> {
  if (method === 'open') {
    const [path, boot] = args as [string, string];
    file = path;
    journal = openLocalJournal(file, { boot, mono, wall: Date.now, onTrouble: warn });
    return null;
  }
  if (journal === null) throw new Error('the journal is not open');
  if (method === 'listed') {
    const [lane, hintsAtMore, moment] = args as [Lane, boolean, Moment];
    return journal.listed(lane, { body, hintsAtMore }, moment);
  }
  return (journal[method as keyof Journal] as (...args: unknown[]) => Promise<unknown>)(...args);
}

serveRpc(
  parentPort,
  async (method, args, body) => {
    try {
      return await answer(method, args, body);
    } catch (thrown) {
      if (isDamage(thrown) || (thrown instanceof Error && isDamage(thrown.cause))) await giveUp();
      throw thrown;
    }
  },
  storageErrorData,
);

/**
 * The disk has altered the file while it was open: it is put aside, and the thread ends. The next call starts it anew
 * (`openThread`), which finds the journal gone and restores its copy.
 */
async function giveUp(): Promise<never> {
  // It may not even close well; the process's end lets go of it.
  await journal?.close().catch(warn);
  putAside(file, Date.now());
  process.exit(1);
}

function warn(cause: unknown): void {
  process.emitWarning(cause instanceof Error ? cause.message : 'unknown', 'JournalWarning');
}
