import type { DatabaseSync } from 'node:sqlite';
import { backedUpAt, backUp } from './backup.ts';

const dayMs = 24 * 3_600_000;
/** Jobs that end one after the other are copied together. */
const soonMs = 1_000;

/** Sees to the copies of an open journal: one when jobs have ended, and one a day. */
export class Backups {
  private readonly copy: () => void;
  private timer: NodeJS.Timeout | undefined;
  private isDue = false;

  /**
   * @param wall milliseconds since 1970: a copy older than a day is made anew at once
   * @param onTrouble told why a copy could not be made; the journal goes on
   */
  constructor(database: DatabaseSync, file: string, wall: number, onTrouble: (cause: unknown) => void) {
    this.copy = () => {
      try {
        backUp(database, file);
      } catch (thrown) {
        onTrouble(thrown);
      }
      this.isDue = false;
      this.in(dayMs);
    };
    const copiedAt = backedUpAt(file);
    this.in(copiedAt === null ? dayMs : Math.max(copiedAt + dayMs - wall, soonMs));
  }

  /** Something has changed that is worth a copy. */
  due(): void {
    if (this.isDue) return;
    this.isDue = true;
    this.in(soonMs);
  }

  /** Makes the copy that is due. */
  close(): void {
    clearTimeout(this.timer);
    if (this.isDue) this.copy();
    clearTimeout(this.timer);
  }

  private in(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.copy, ms).unref();
  }
}
