/** What is known of a lane since the app's start: it need not last. Times are `Moment.mono`. */
interface LaneState {
  /** When the list was asked that was last read to its end. */
  listedAt: number | null;
  /** When what is queued was last compared with the list; null: it is to be read before anything is sent. */
  comparedAt: number | null;
  /** Parts that were refused one after the other. */
  refusals: number;
  /** Jobs that have ended, or changed after their end, since somebody asked. */
  changed: string[];
}

/** The lanes' states, each from nothing. */
export class LaneStates {
  private readonly states = new Map<number, LaneState>();

  of(lane: number): LaneState {
    const known = this.states.get(lane);
    if (known !== undefined) return known;
    const fresh: LaneState = { listedAt: null, comparedAt: null, refusals: 0, changed: [] };
    this.states.set(lane, fresh);
    return fresh;
  }
}
