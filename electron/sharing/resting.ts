import type { AppErrorData } from '#shared/errors.ts';
import type { ShareWait } from '#shared/models/sharing.ts';
import type { Step } from '../journal/journal.ts';
import type { Clock } from './clock.ts';

/** A wait that is under way, and what it comes from. */
export type Resting = Omit<Extract<Step, { kind: 'wait' }>, 'kind' | 'why'> & {
  why: 'fence' | 'pause';
  certainAt?: number;
  error: AppErrorData | null;
};

/** A wait as people are told of it: by the wall clock. */
export function shownWait(
  { until, why, certainAt = Infinity, error }: Resting,
  clock: Pick<Clock, 'mono' | 'wall'>,
): ShareWait {
  const onTheWall = (mono: number): number | null =>
    mono === Infinity ? null : clock.wall() + mono - clock.mono();
  return {
    why: why === 'fence' ? 'fence' : 'server',
    until: onTheWall(until),
    certainAt: onTheWall(certainAt),
    error,
  };
}
