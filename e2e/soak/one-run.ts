import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startCore } from './core-process.ts';
import { live, type LifeStory, type User } from './life.ts';
import { sharedClock, type Ledger } from './ledger.ts';
import { scenarioOf, type Scenario } from './scenario.ts';
import type { ServerProcess } from './server-process.ts';
import { complaints, judge, type Verdict } from './verdict.ts';

/** Lives of a core that nobody kills any more, at most: it rests in the first of them. */
const spareLives = 3;
/** A run takes a few seconds; what takes as long as this never rests, ms. */
const longestRunMs = 120_000;

export interface RunOptions {
  server: ServerProcess;
  /** A folder of this run's own; it is made, and removed where all went well. */
  folder: string;
  /** What the core takes for the longest work of the server. */
  fenceMs: number;
  /** The journal is lost between two lives: the harness must find out. */
  forgets: boolean;
}

export interface Run {
  scenario: Scenario;
  ledger: Ledger;
  verdict: Verdict;
  /** What is wrong, in words; empty where all is well. */
  complaints: string[];
  /** Of each life where it was killed, or null. */
  lives: Pick<LifeStory, 'killedAt' | 'hasQuit'>[];
  /** What happened when, ms since the run began. */
  timeline: string[];
}

/** Plays one seed: starts the core again and again until all rests, and judges. */
export async function playSeed(seed: number, { server, folder, fenceMs, forgets }: RunOptions): Promise<Run> {
  const scenario = scenarioOf(seed);
  const token = `CANARY${seed}`;
  const port = await server.open(seed);
  const user: User = { accepted: new Set(), hasCancelled: false, retriesLeft: scenario.retries };
  const start = sharedClock();
  const timeline: string[] = [];
  const tell = (what: string): void => void timeline.push(`${(sharedClock() - start).toFixed(0)} ${what}`);
  const lives: LifeStory[] = [];
  const found: string[] = [];

  const once = async (): Promise<LifeStory> => {
    const number = lives.length;
    if (forgets) await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const ending = scenario.endings[number] ?? null;
    tell(`life ${number + 1}: ${JSON.stringify(ending)}`);
    const core = startCore({
      seed,
      folder,
      origin: `http://127.0.0.1:${port}`,
      token,
      fenceMs,
      inThread: scenario.inThread,
      boot: scenario.reboots ? `boot ${number}` : 'boot',
      bootedAt: scenario.reboots ? sharedClock() : 0,
      killAt: ending?.kind === 'kill-at' ? ending : null,
    });
    const tooLong = setTimeout(() => core.kill(), Math.max(1, longestRunMs - (sharedClock() - start)));
    const story = await live(core, { scenario, user, ending }, tell);
    clearTimeout(tooLong);
    found.push(...story.complaints, ...leaksOf(core.output(), token, scenario));
    if (story.complaints.length > 0) found.push(core.errors());
    lives.push(story);
    return story;
  };

  let report: LifeStory['report'] = null;
  for (let spare = 0; report === null && spare < spareLives && found.length === 0;) {
    if (lives.length >= scenario.endings.length) spare += 1;
    ({ report } = await once());
  }
  if (report === null) found.push('it never came to rest');
  // What rests must not begin again.
  else if (!forgets && seed % 4 === 0 && (await once()).posts > 0) found.push('it sent after all had ended');
  const ledger = await server.close(seed);
  found.push(...(await leaksOnDisk(folder, token)));
  const verdict = judge(scenario, user.accepted, ledger, report ?? []);
  const all = [...complaints(verdict), ...found];
  if (all.length === 0) await rm(folder, { recursive: true, force: true });
  return { scenario, ledger, verdict, complaints: all, lives, timeline };
}

/** The token must stand nowhere, and a sharing's id in no log. */
function leaksOf(output: string, token: string, { sharings }: Scenario): string[] {
  return [
    ...(output.includes(token) ? ['the token was written out'] : []),
    ...(sharings.some(({ id }) => output.includes(id)) ? ['a sharing’s id was written out'] : []),
  ];
}

async function leaksOnDisk(folder: string, token: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const files = await Promise.all(
    names.map((name) => readFile(join(folder, name)).catch(() => Buffer.alloc(0))),
  );
  return files.some((bytes) => bytes.includes(token)) ? ['the token is on the disk'] : [];
}
