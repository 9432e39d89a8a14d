/** A row that the server made, as it keeps it. Times are ms of the clock that all processes of a computer share. */
export interface LedgerRow {
  rowId: string;
  sharingId: string;
  imageId: string;
  /** `core`: by a share of the app under test. */
  by: 'core' | 'others';
  /** Listed from then on. */
  visibleAt: number;
}

/** A share that arrived. */
export interface LedgerPost {
  sharingId: string;
  imageIds: string[];
  /** As the core stamped it, before its first byte was written. */
  sentAt: number;
  /** What the server did with it. */
  fault: string;
  /** The server had an earlier share of this sharing in work, or not yet answered. */
  overlapped: boolean;
  /**
   * An earlier share of this sharing had no clear end, not all it asked for was listed, and it was sent less than the
   * server's longest work before.
   */
  early: boolean;
}

/** What the fault server saw and did in one run. */
export interface Ledger {
  rows: LedgerRow[];
  posts: LedgerPost[];
  lists: number;
  /** Sharings of which a list ended where some service may cut it: there the core may ask the user. */
  endedRoundly: string[];
  /** Requests whose body ended too early: they count as not sent. */
  shortBodies: number;
  /** Requests to where a redirect pointed. */
  followed: number;
}

/** Milliseconds of the clock that all processes of a computer share, and nobody sets. */
export const sharedClock = (): number => Number(process.hrtime.bigint() / 1_000n) / 1_000;
