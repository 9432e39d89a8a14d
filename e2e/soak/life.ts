import type { CoreProcess } from './core-process.ts';
import type { ReportedJob, Said } from './core-lines.ts';
import type { Ending, Scenario } from './scenario.ts';

/** What the user has seen and done, over all lives of the core. */
export interface User {
  /** Jobs that were accepted. */
  accepted: Set<string>;
  hasCancelled: boolean;
  retriesLeft: number;
}

export interface LifeStory {
  /** What the journal holds, where the core lived until all rested. */
  report: ReportedJob[] | null;
  /** Where it was killed, a point or `random`; null where it ended by itself. */
  killedAt: string | null;
  /** It was asked to quit before all rested. */
  hasQuit: boolean;
  posts: number;
  /** What must not be. */
  complaints: string[];
}

/**
 * Lives with the core until it ends: asks for the jobs that are not accepted yet, tries again what failed, and ends it as
 * planned.
 * @param tell hears what happens, for the run's timeline
 */
export async function live(
  core: CoreProcess,
  { scenario, user, ending }: { scenario: Scenario; user: User; ending: Ending | null },
  tell: (what: string) => void,
): Promise<LifeStory> {
  const story: LifeStory = { report: null, killedAt: null, hasQuit: false, posts: 0, complaints: [] };
  const counts = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;

  const end = (kind: 'kill' | 'quit'): void => {
    tell(kind);
    if (kind === 'quit') {
      story.hasQuit = story.report === null;
      core.wish({ wish: 'quit' });
    } else {
      story.killedAt = 'random';
      core.kill();
    }
  };
  const count = ({ said }: Said): void => {
    const nth = (counts.get(said) ?? 0) + 1;
    counts.set(said, nth);
    if (ending !== null && ending.kind !== 'kill-at' && ending.after === said && ending.nth === nth)
      timer = setTimeout(() => end(ending.kind), ending.ms);
  };
  const createNext = (): void => {
    const job = scenario.jobs.find(({ jobId }) => !user.accepted.has(jobId));
    if (job !== undefined) core.wish({ wish: 'create', job });
  };
  /** All has ended: the user tries again what failed, or leaves. */
  const rest = ({ jobs }: Said & { said: 'resting' }): void => {
    if (scenario.jobs.some(({ jobId }) => !user.accepted.has(jobId))) return;
    const failed = jobs.filter(({ counts: { failed, cancelled } }) => failed + cancelled > 0);
    if (failed.length === 0 || user.retriesLeft === 0) {
      core.wish({ wish: 'report' });
      return;
    }
    user.retriesLeft -= 1;
    for (const { id } of failed) core.wish({ wish: 'retry', jobId: id });
  };

  for await (const said of core.said) {
    tell('jobId' in said ? `${said.said} ${said.jobId}` : said.said);
    count(said);
    switch (said.said) {
      case 'ready':
        createNext();
        break;
      case 'created':
        user.accepted.add(said.jobId);
        if (said.jobId === scenario.cancelled && !user.hasCancelled) {
          user.hasCancelled = true;
          core.wish({ wish: 'cancel', jobId: said.jobId });
        }
        createNext();
        break;
      case 'posting':
        story.posts += 1;
        break;
      case 'resting':
        rest(said);
        break;
      case 'report':
        story.report = said.jobs;
        core.wish({ wish: 'quit' });
        break;
      case 'killed':
        story.killedAt = said.at;
        break;
      case 'refused':
        story.complaints.push(`"${said.wish}" was refused: ${said.error.code}`);
        break;
      case 'listing':
      case 'retried':
      case 'cancelled':
        break;
    }
  }
  clearTimeout(timer);
  const { code, signal } = await core.ended;
  if (code !== 0 && !(signal === 'SIGKILL' && story.killedAt !== null))
    story.complaints.push(`the core ended by itself: ${code ?? signal}`);
  // Killed too late: it had ended.
  if (code === 0) story.killedAt = null;
  return story;
}
