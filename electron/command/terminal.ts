import { once } from 'node:events';
import { readInput, type Input } from './read-input.ts';

/** What a command reads and writes. */
export interface Terminal {
  /** To standard output; waits where its reader is slow. A reader that has gone is no error. */
  out(text: string): Promise<void>;
  /** Whether standard output has refused what was written, other than by its reader's going away. */
  hasFailed(): boolean;
  /** A line to standard error. */
  error(line: string): void;
  /** One line of standard error that changes where somebody looks at it; null: it is over. */
  progress(line: string | null): void;
  /** The text of a file or of standard input. @throws InputError */
  read(input: Input): Promise<string>;
}

/** How often a line of progress is written where nobody looks at a screen, milliseconds. */
const seldomMs = 5_000;

/** The process's own. @param now milliseconds of any clock */
export function processTerminal(
  { stdin, stdout, stderr }: Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'>,
  now: () => number,
): Terminal {
  let isGone = false;
  let hasFailed = false;
  let lastLine = '';
  let lastAt = -Infinity;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    isGone = true;
    // `resync ... | head` has read enough.
    if (error.code === 'EPIPE' || hasFailed) return;
    hasFailed = true;
    stderr.write(`${error.message}\n`);
  });
  const clear = (): void => {
    if (lastLine !== '' && stderr.isTTY) stderr.write('\r\u001b[K');
    lastLine = '';
  };
  return {
    out: async (written) => {
      clear();
      if (isGone || stdout.write(written)) return;
      const given = new AbortController();
      const { signal } = given;
      // Whichever comes first; the reader may go away instead of reading on.
      await Promise.race(['drain', 'close'].map((event) => once(stdout, event, { signal }))).catch(
        () => undefined,
      );
      given.abort();
    },
    hasFailed: () => hasFailed,
    error: (line) => {
      clear();
      stderr.write(`${line}\n`);
    },
    progress: (line) => {
      if (line === null || line === lastLine) {
        if (line === null) clear();
        return;
      }
      if (stderr.isTTY) {
        clear();
        stderr.write(line);
      } else {
        if (now() - lastAt < seldomMs) return;
        stderr.write(`${line}\n`);
      }
      lastAt = now();
      lastLine = line;
    },
    read: (input) => readInput(input, stdin),
  };
}
