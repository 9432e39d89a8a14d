import { errorData, type AppErrorData } from '#shared/errors.ts';
import type { Lane, Moment, PostOutcome, Step } from '../journal/journal.ts';
import type { LaneParts } from './lane.ts';
import { post } from './post-outcome.ts';

type Send = Extract<Step, { kind: 'send' }>;

/** What the calls of a lane need of its loop. */
interface Loop {
  moment: (changes?: Partial<Moment>) => Moment;
  momentGivingWay: () => Moment;
  restAfter: (thrown: unknown) => Promise<void>;
}

/** What was read so lately is not asked again for a look. */
const freshMs = 3_000;

/** Carries out the two calls that the journal asks for in a lane, and tells it what came of them. */
export function createLaneCalls(lane: Lane, parts: LaneParts, { moment, momentGivingWay, restAfter }: Loop) {
  const { journal, clock, pause, isStopping } = parts;
  let lastRead: { at: number; error: AppErrorData | null } | null = null;

  async function read(settledAt: Partial<Moment> = {}): Promise<Step> {
    const asked = clock.mono();
    try {
      const list = await parts.calls().list(lane.sharingId);
      // What the list lacks was lacking when it was asked, not when it came.
      const step = await journal.listed(lane, list, moment({ ...settledAt, mono: asked }));
      lastRead = { at: asked, error: null };
      pause.succeeded('list');
      return step;
    } catch (thrown) {
      const error = errorData(thrown);
      if (error.code === 'storage-failed') throw thrown;
      if (error.code === 'internal') parts.unexpected(thrown);
      lastRead = { at: asked, error };
      pause.failed('list', error);
      return journal.notListed(lane, error, moment(settledAt));
    }
  }

  async function send({ attempt, imageIds }: Send): Promise<Step> {
    const outcome: PostOutcome = isStopping()
      ? { error: { code: 'cancelled' }, wasSent: false }
      : await post(parts.calls, lane.sharingId, imageIds, parts.unexpected);
    if ('error' in outcome) pause.failed('add', outcome.error);
    else pause.succeeded('add');
    for (;;) {
      try {
        return await journal.posted(lane, attempt, outcome, momentGivingWay());
      } catch (thrown) {
        // What came of it is known and not written: until it is, the journal says `sending`, after a restart `unknown`.
        if (isStopping()) throw thrown;
        await restAfter(thrown);
      }
    }
  }

  return {
    read,
    send,
    /** It was read so lately that a look need not ask again. */
    isFresh: (): boolean =>
      lastRead !== null && lastRead.error === null && clock.mono() - lastRead.at < freshMs,
    /** Why it could not be read when it was last asked. */
    lastError: (): AppErrorData | null => lastRead?.error ?? null,
  };
}
