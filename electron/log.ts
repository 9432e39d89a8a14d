import log from 'electron-log/node';
import { join } from 'node:path';
import { redact } from './redact.ts';

/** A line of the log: what happened and its facts, never an address, a token or an id that is a secret. */
export type LogFacts = Readonly<Record<string, string | number | boolean | null>>;

/** Writes the app's log: one line a fact, to `logs/main.log` of the user's data, at most 2 MB and its predecessor. */
export interface Log {
  info(event: string, facts?: LogFacts): void;
  /** Something the app could not deal with; of a thrown thing only name, message and stack are written. */
  error(event: string, thrown: unknown): void;
}

/** Its files: the one that is written to, and the one before it, as electron-log calls it. */
export const logFiles = ['main.log', 'main.old.log'] as const;

/** Opens the log in `folder`; errors go to standard error too. */
export function openLog(folder: string): Log {
  const logger = log.create({ logId: 'main' });
  logger.transports.file.resolvePathFn = () => join(folder, logFiles[0]);
  logger.transports.file.maxSize = 2_000_000;
  logger.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  // Written in the background: the main process never waits for a disk.
  logger.transports.file.sync = false;
  logger.transports.console.level = 'error';
  logger.transports.console.writeFn = ({ message }) => process.stderr.write(`${message.data.join(' ')}\n`);
  return {
    info: (event, facts = {}) => {
      const words = Object.entries(facts).map(([name, value]) => `${name}=${String(value)}`);
      logger.info(redact([event, ...words].join(' ')));
    },
    error: (event, thrown) => {
      const words = thrown instanceof Error ? (thrown.stack ?? thrown.message) : typeof thrown;
      logger.error(redact(`${event} ${words}`));
    },
  };
}
