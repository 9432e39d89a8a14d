import type { CrashPoint } from '../../electron/journal/journal.ts';
import type { Said } from './core-lines.ts';
import type { Ending, WirePoint } from './scenario.ts';

/** Ends the process as `kill -9` does when it comes to a point for the nth time. */
export function createCrash(planned: (Ending & { kind: 'kill-at' }) | null, say: (said: Said) => void) {
  const counts = new Map<string, number>();
  const isDue = (point: CrashPoint | WirePoint, passed: number): boolean =>
    planned !== null && planned.point === point && planned.nth === passed;
  return {
    /** True where the next time at this point is the last. */
    diesAt: (point: CrashPoint | WirePoint): boolean => isDue(point, (counts.get(point) ?? 0) + 1),
    reached: (point: CrashPoint | WirePoint): void => {
      const passed = (counts.get(point) ?? 0) + 1;
      counts.set(point, passed);
      if (!isDue(point, passed)) return;
      say({ said: 'killed', at: point });
      process.kill(process.pid, 'SIGKILL');
    },
  };
}
