import type { AppErrorData } from '#shared/errors.ts';
import type { KeptItem, KeptJob } from '../../electron/journal/journal.ts';
import type { Ending, PlannedJob } from './scenario.ts';

/** How one life of the core is started: JSON in the variable `SOAK_LIFE`. */
export interface Life {
  seed: number;
  /** The folder of the journal and all that stands beside it. */
  folder: string;
  /** Of the fault server. */
  origin: string;
  token: string;
  fenceMs: number;
  inThread: boolean;
  /** Names the machine's start, and when that was by the clock that all processes share, ms. */
  boot: string;
  bootedAt: number;
  killAt: (Ending & { kind: 'kill-at' }) | null;
}

/** What the harness says to the core, a line of JSON each. */
export type Wish =
  | { wish: 'create'; job: PlannedJob }
  | { wish: 'retry' | 'cancel'; jobId: string }
  | { wish: 'report' | 'quit' };

/** What the core says, a line of JSON each. */
export type Said =
  | { said: 'ready' | 'posting' | 'listing' }
  /** The job is accepted: the user is shown it. */
  | { said: 'created' | 'retried' | 'cancelled'; jobId: string }
  | { said: 'refused'; wish: Wish['wish']; error: AppErrorData }
  /** Every job has ended; said again after each wish. */
  | { said: 'resting'; jobs: KeptJob[] }
  | { said: 'report'; jobs: ReportedJob[] }
  | { said: 'killed'; at: string };

/** A job as the journal has it, with its images in the user's order. */
export interface ReportedJob {
  job: KeptJob;
  items: KeptItem[];
}
