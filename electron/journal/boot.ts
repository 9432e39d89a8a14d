import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * Names the machine's start that `mono` counts from. Where the system has no name for it, each start of the app counts as
 * one of the machine: fences are longer then, never shorter. To be asked once and told to whoever needs it.
 */
export function bootId(): string {
  try {
    // Linux alone has it.
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return randomUUID();
  }
}

/** Milliseconds since the machine's start, by the clock that nobody sets; the same in all threads and processes. */
export const mono = (): number => Number(process.hrtime.bigint()) / 1e6;
