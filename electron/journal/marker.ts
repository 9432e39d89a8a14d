import { closeSync, constants, existsSync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { shareJobs, type ShareJobs } from '#shared/models/sharing.ts';
import { z } from '#shared/zod.ts';
import { syncFolder } from './put-in-place.ts';

const markerState = z.object({
  /** The highest number of a job that `create` has answered for. */
  jobs: z.int(),
  /** The highest number of an attempt that was let go. */
  attempts: z.int(),
  /** What befell the journal, until the user has seen it. */
  mishap: shareJobs.shape.mishap,
});
type MarkerState = z.infer<typeof markerState>;

const none: MarkerState = { jobs: 0, attempts: 0, mishap: null };

/** Bytes of the file. One sector: it is written as a whole or not at all. */
const size = 512;

/**
 * What is known of the journal outside of it. A journal that was cut to nothing opens well and is empty (faults.md 4); one
 * whose log was deleted opens well and is older: this tells.
 *
 * It is written in its place, not anew (as `storage/private-file.ts` does): so it needs no room on a disk that the job
 * just written has filled, and one sync. Torn or missing it counts as none: less is noticed then, nothing is lost.
 */
export class Marker {
  private readonly path: string;
  private state: MarkerState;

  constructor(path: string) {
    this.path = path;
    this.state = read(path);
  }

  get jobs(): number {
    return this.state.jobs;
  }

  get attempts(): number {
    return this.state.attempts;
  }

  get mishap(): ShareJobs['mishap'] {
    return this.state.mishap;
  }

  /** On the disk when it returns. */
  save(changes: Partial<MarkerState>): void {
    const state = { ...this.state, ...changes };
    const isNew = !existsSync(this.path);
    const file = openSync(this.path, constants.O_WRONLY | constants.O_CREAT, 0o600);
    try {
      writeSync(file, JSON.stringify(state).padEnd(size), 0);
      fdatasyncSync(file);
    } finally {
      closeSync(file);
    }
    if (isNew) syncFolder(dirname(this.path));
    this.state = state;
  }
}

function read(path: string): MarkerState {
  try {
    return markerState.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return none;
  }
}
