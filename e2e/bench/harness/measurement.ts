/** One line of the table: a figure at one size of album, against what it is held to. */
export interface Row {
  what: string;
  /** Images in the album; null where the figure knows no album. */
  n: number | null;
  /** Median of the rounds. */
  measured: number;
  unit: string;
  /** The least it could cost, measured in the same run, in the same unit. */
  floor: number | null;
  /** In words, as the table prints it. */
  target: string;
  met: boolean;
  /** How it may grow with the album: as N does, or not at all (what is per frame). */
  grows?: 'linear' | 'not';
  /** What the figure alone does not say. */
  note?: string;
}

export interface Limit {
  unit: string;
  /** The most that meets the target, in the row's unit. */
  limit: number;
  target: string;
  floor?: number;
  grows?: Row['grows'];
  note?: string;
}

/** The row of a figure that must stay at or below a limit. */
export function atMost(what: string, n: number | null, values: readonly number[], given: Limit): Row {
  const { unit, limit, target, floor = null, grows, note } = given;
  const measured = median(values);
  return {
    what,
    n,
    measured,
    unit,
    floor,
    target,
    met: measured <= limit,
    ...(grows === undefined ? {} : { grows }),
    ...(note === undefined ? {} : { note }),
  };
}

/** The middle one; of an even number the mean of the middle two. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** The value that `share` (0 to 1) of all are not above. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** What a measurement may use. */
export interface Bench {
  /** Albums to measure with, smallest first. */
  sizes: readonly number[];
  rounds: number;
  /** A server with an album of that size; it stays for the whole run. */
  album(images: number): Promise<AlbumServer>;
  /** One of its own, to be closed by who asked. */
  serveAlbum(images: number): Promise<AlbumServer>;
  /** A new folder, gone when the bench ends. */
  folder(): Promise<string>;
  /** Where CPU profiles go; null: none are taken. */
  profiles: string | null;
}

/** A server in a process of its own that serves one album at the least cost. */
export interface AlbumServer {
  origin: string;
  token: string;
  images: number;
  /** Bytes of the answer that lists the album. */
  answerBytes: number;
  lastId: string;
  close: () => Promise<void>;
}

export interface Measurement {
  /** For `--only`. */
  name: string;
  measure: (bench: Bench) => Promise<Row[]>;
}
