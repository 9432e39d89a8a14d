import type { Resync } from '#shared/models/resync.ts';
import { errorWords, printable } from './error-words.ts';
import type { Terminal } from './terminal.ts';

/** Gives what tells how a resync goes on; null: nobody is told. */
export function progressWords(terminal: Pick<Terminal, 'progress'> | null): (resync: Resync) => void {
  return ({ albumId, scope, status, done, asked, error }) => {
    const what = albumId === '' ? 'Images' : `Album ${albumId}`;
    const how =
      status === 'waiting' && error !== null
        ? `waiting: ${errorWords(error)}`
        : scope === 'ids'
          ? `${done} of ${asked} asked`
          : 'asking';
    terminal?.progress(printable(`${what}: ${how}`));
  };
}
