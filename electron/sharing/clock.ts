/** Time and chance, as sharing is given them: a test has its own. */
export interface Clock {
  /** Milliseconds since 1970, for people to read. */
  wall(): number;
  /** Milliseconds of the machine's clock that nobody sets (`Moment.mono`). */
  mono(): number;
  /** Runs something once, so many milliseconds of `mono` later; gives what prevents it. */
  after(ms: number, run: () => void): () => void;
  /** From 0 up to, not including, 1. */
  random(): number;
}
