import { setTimeout as after } from 'node:timers/promises';
// As a whole: a Node before 24.5 has no `setDefaultCACertificates`, and would not even load this file.
import * as tls from 'node:tls';
import { Worker } from 'node:worker_threads';

/** The first calls wait no longer than this for certificates; they serve from the moment they are there. */
const longestWaitMs = 3_000;

/**
 * Adds the certificates that this computer trusts to those that Node trusts by itself, for all connections from then on:
 * a company's proxy may sign with its own. No certificate is excused by this.
 * @param workerFile the absolute path of `system-certificates-worker`, as built
 * @param onTrouble is told where they could not be read: then Node's own have to do
 * @returns settles once they are there, or cannot be had, or take too long; never rejects
 */
export function trustSystemCertificates(
  workerFile: string,
  onTrouble: (cause: unknown) => void,
): Promise<void> {
  const there = new Promise<void>((resolve) => {
    // Nothing of how the main process was started is meant for this thread.
    const worker = new Worker(workerFile, { execArgv: [], name: 'system-certificates' });
    worker.on('message', (more: string[]) => {
      try {
        if (more.length > 0) tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...more]);
      } catch (thrown) {
        onTrouble(thrown);
      }
    });
    worker.on('error', onTrouble);
    worker.on('exit', () => resolve());
  });
  return Promise.race([there, after(longestWaitMs, undefined, { ref: false })]);
}
