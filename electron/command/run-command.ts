import { homedir } from 'node:os';
import { join } from 'node:path';
import { resyncCommand } from './resync-command.ts';
import type { ExitStatus } from './exit-status.ts';
import { processTerminal } from './terminal.ts';

/**
 * Runs the command in this process: its streams, its environment; the first signal to end lets it tell what came.
 * @param words behind `resync`
 * @param certificatesWorker `system-certificates-worker`, as source or built
 */
export async function runCommand(words: readonly string[], certificatesWorker: string): Promise<ExitStatus> {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());
  const caches = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return resyncCommand({
    words,
    terminal: processTerminal(process, () => performance.now()),
    environment: process.env,
    defaultFolder: join(caches, 'sharinpix-companion-resync'),
    certificatesWorker,
    signal: interrupted.signal,
  });
}
