/** What is known of a lane since the app's start: it need not last. Times are `Moment.mono`. */
interface LaneState {
  /** When the list was asked that was last read to its end. */
  listedAt: number | null;
  /** When what is queued was last compared with the list; null: it is to be read before anything is sent. */
  comparedAt: number | null;
  /** How many images the list held then that none of the lane's jobs is about. */
  strangers: number | null;
  /** Counts what users have changed: a list that was asked before says nothing of it. */
  changes: number;
  /** Parts that were refused one after the other, with nothing taken in between. */
  refusals: number;
  /** Jobs that have ended, or changed after their end, since somebody asked. */
  changed: string[];
}

/** The lanes' states, each from nothing. */
export class LaneStates {
  private readonly states = new Map<number, LaneState>();
  /** By server: a list of so many rows has been read, so its lists do not end by themselves before that. */
  private readonly longest = new Map<string, number>();

  of(lane: number): LaneState {
    const known = this.states.get(lane);
    if (known !== undefined) return known;
    const fresh: LaneState = {
      listedAt: null,
      comparedAt: null,
      strangers: null,
      changes: 0,
      refusals: 0,
      changed: [],
    };
    this.states.set(lane, fresh);
    return fresh;
  }

  /** A server's list of so many rows was read to its end. @returns whether a longer one has been */
  hasLonger(server: string, rows: number): boolean {
    const longest = this.longest.get(server) ?? 0;
    this.longest.set(server, Math.max(longest, rows));
    return longest > rows;
  }

  /** The user has changed what is to be done: it is to be compared with the list, by a look that begins from now on. */
  changed(lane: number): void {
    const state = this.of(lane);
    state.comparedAt = null;
    state.changes += 1;
    // Another try deserves another patience.
    state.refusals = 0;
  }
}
