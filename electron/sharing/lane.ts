import { errorData, type AppErrorData } from '#shared/errors.ts';
import type { ShareWait } from '#shared/models/sharing.ts';
import type PQueue from 'p-queue';
import type { Journal, Lane, Moment, Step } from '../journal/journal.ts';
import { createAlarm } from './alarm.ts';
import type { Clock } from './clock.ts';
import { createLaneCalls } from './lane-calls.ts';
import { backoffMs, type Pause } from './pause.ts';
import { shownWait, type Resting } from './resting.ts';
import type { SharingCalls } from './sharing-calls.ts';

export interface LaneParts {
  journal: Pick<Journal, 'next' | 'posted' | 'listed' | 'notListed'>;
  calls: () => SharingCalls;
  isSignedIn: () => boolean;
  /** The app is about to end: nothing more is begun. */
  isStopping: () => boolean;
  clock: Clock;
  fenceMs: () => number;
  pause: Pause;
  /** Bounds how many lanes work at once. */
  turns: PQueue;
  /** Told before each step, and with true where it comes to rest. */
  changed: (isResting: boolean) => void;
  unexpected: (thrown: unknown) => void;
}

/** Carries out what the journal decides for one sharing, one thing at a time. It has no state that matters. */
export interface LaneLoop {
  /** Something may be there to do, or may be done now. */
  goOn(): void;
  /** Reads the sharing in its turn, though the host pauses, unless that was done a moment ago; gives why it could not. */
  look(): Promise<AppErrorData | null>;
  /** Why it rests; null where it works, or has nothing to do. */
  waiting(): ShareWait | null;
  /** Waits until it has stopped; to be called once `isStopping`. */
  stopped(): Promise<void>;
}

export function createLaneLoop(lane: Lane, parts: LaneParts): LaneLoop {
  const { journal, clock, pause, isStopping } = parts;
  const alarm = createAlarm(clock);
  let running: Promise<void> | null = null;
  let resting: Resting | null = null;
  let wanted: PromiseWithResolvers<AppErrorData | null> | null = null;
  let storageFailures = 0;
  /** The lane was told to wait only because it gave way. */
  let gaveWay = false;

  const moment = (changes: Partial<Moment> = {}): Moment => ({
    mono: clock.mono(),
    wall: clock.wall(),
    fenceMs: parts.fenceMs(),
    notBefore: isStopping() || !parts.isSignedIn() ? Infinity : pause.notBefore(),
    ...changes,
  });
  /** As `moment`, but nothing more is begun where somebody else waits: a look, or another lane. */
  const momentGivingWay = (): Moment => {
    gaveWay = wanted !== null || parts.turns.size > 0;
    return moment(gaveWay ? { notBefore: Infinity } : {});
  };

  /** The journal cannot be written: nothing is sent; that is said, and tried again. */
  async function restAfter(thrown: unknown): Promise<void> {
    const error = errorData(thrown);
    if (error.code !== 'storage-failed') parts.unexpected(thrown);
    storageFailures += 1;
    alarm.hush();
    await rest({ until: clock.mono() + backoffMs(storageFailures, clock.random()), why: 'pause', error });
  }

  const calls = createLaneCalls(lane, parts, { moment, momentGivingWay, restAfter });

  async function rest(next: Resting): Promise<void> {
    resting = next;
    parts.changed(true);
    await alarm.sleep(next.until - clock.mono());
    resting = null;
  }

  async function workUntilRest(): Promise<Step> {
    let step = await journal.next(lane, moment());
    while (step.kind === 'read' || step.kind === 'send') {
      parts.changed(false);
      step = step.kind === 'read' ? await calls.read() : await calls.send(step);
    }
    storageFailures = 0;
    return step;
  }

  async function answerLook(asked: NonNullable<typeof wanted>): Promise<void> {
    // It bypasses the pause, so it decides nothing more than what was read.
    if (!calls.isFresh()) await calls.read({ notBefore: Infinity });
    wanted = null;
    asked.resolve(calls.lastError());
  }

  async function turn(): Promise<Step | null> {
    if (wanted !== null) {
      await answerLook(wanted);
      return null;
    }
    const step = await parts.turns.add(workUntilRest);
    return gaveWay ? null : step;
  }

  async function run(): Promise<void> {
    try {
      await work();
    } finally {
      // Not a moment later: who rings now begins a new run.
      running = null;
      wanted?.resolve({ code: 'cancelled' });
      wanted = null;
      parts.changed(true);
    }
  }

  async function work(): Promise<void> {
    while (!isStopping()) {
      alarm.hush();
      gaveWay = false;
      try {
        const step = await turn();
        if (step === null) continue;
        if (step.kind === 'wait') {
          await rest({ ...step, error: step.why === 'pause' ? pause.reason() : null });
        } else if (!alarm.hasRung()) return;
      } catch (thrown) {
        wanted?.resolve(errorData(thrown));
        wanted = null;
        if (!isStopping()) await restAfter(thrown);
      }
    }
  }

  function goOn(): void {
    alarm.ring();
    if (!isStopping()) running ??= run();
  }

  return {
    goOn,
    look() {
      if (isStopping()) return Promise.resolve({ code: 'cancelled' });
      // What was read a moment ago is answered, and `wanted` gone, before `goOn` is back.
      const { promise } = (wanted ??= Promise.withResolvers());
      goOn();
      return promise;
    },
    waiting() {
      if (running === null) return null;
      if (!parts.isSignedIn()) return { why: 'session', until: null, certainAt: null, error: null };
      if (resting === null) return null;
      return shownWait(resting, clock);
    },
    async stopped() {
      alarm.ring();
      await running;
    },
  };
}
