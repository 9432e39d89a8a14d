import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { playSeed, type Run } from './one-run.ts';
import { rowsOf } from './rows.ts';
import { longestWorkMs } from './scenario.ts';
import { startServerProcess } from './server-process.ts';

export interface SoakOptions {
  seeds: readonly number[];
  /** What the core takes for the longest work of the server, ms; by default what it is. */
  fenceMs?: number;
  /** The journal is lost between two lives. */
  forgets?: boolean;
  /** Told of each run when it has ended. */
  ended?: (run: Run) => void;
}

/** Counts over all runs. */
export interface Tally {
  seeds: number;
  kills: number;
  killsAtPoints: number;
  starts: number;
  images: number;
  shares: number;
  lost: number;
  doubled: number;
  early: number;
  notDone: number;
  /** Runs with anything wrong. */
  failed: number;
  /** Of faults.md, what came about. */
  rows: number[];
}

/** Most of a run is waiting for a fence, so many go on at once. */
const runsPerCore = 5;

/** Plays seeds, several side by side, against one fault server. */
export async function soak({
  seeds,
  fenceMs = longestWorkMs,
  forgets = false,
  ended = () => undefined,
}: SoakOptions): Promise<Tally> {
  const folder = await mkdtemp(join(tmpdir(), 'soak-'));
  const server = startServerProcess();
  const queue = new PQueue({ concurrency: availableParallelism() * runsPerCore });
  const runs: Run[] = [];
  const play = async (seed: number): Promise<void> => {
    const run = await playSeed(seed, { server, folder: join(folder, String(seed)), fenceMs, forgets });
    runs.push(run);
    ended(run);
  };
  try {
    await queue.addAll(seeds.map((seed) => () => play(seed)));
  } finally {
    server.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return tallyOf(runs);
}

function tallyOf(runs: readonly Run[]): Tally {
  const kills = runs.flatMap(({ lives }) => lives.flatMap(({ killedAt }) => killedAt ?? []));
  const sum = (of: (run: Run) => number): number => runs.reduce((total, run) => total + of(run), 0);
  return {
    seeds: runs.length,
    kills: kills.length,
    killsAtPoints: kills.filter((at) => at !== 'random').length,
    starts: sum(({ lives }) => lives.length),
    images: sum(({ scenario }) => scenario.jobs.flatMap(({ imageIds }) => imageIds).length),
    shares: sum(({ ledger }) => ledger.posts.length),
    lost: sum(({ verdict }) => verdict.lost.length),
    doubled: sum(({ verdict }) => verdict.doubled.length),
    early: sum(({ verdict }) => verdict.early.length),
    notDone: sum(({ verdict }) => verdict.notDone),
    failed: runs.filter(({ complaints }) => complaints.length > 0).length,
    rows: [...new Set(runs.flatMap((run) => [...rowsOf(run)]))].sort((a, b) => a - b),
  };
}
