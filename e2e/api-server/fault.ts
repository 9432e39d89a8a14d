import type { Route } from '../../electron/demo/routes.ts';

/** Which requests a fault hits. */
export interface Where {
  /** A route by its name, the pictures, or every request. */
  on: Route | 'picture' | 'any';
  /** Those alone whose path ends like this, such as some images' pictures by the last digits of their ids. */
  ending?: string;
  /** Matching requests that are answered rightly first; 0 by default. */
  after?: number;
  /** How many are hit then; all by default. */
  times?: number;
  /** Of these one in so many only. */
  oneIn?: number;
}

/** What can go wrong with one answer. Lengths are bytes, times milliseconds. */
export type FaultKind =
  /** Another status instead of the answer, such as 429 with `Retry-After`; nothing is committed. */
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: string }
  | { kind: 'redirect'; status: 301 | 302 | 303 | 307 | 308; to: string }
  /** A page of HTML on a 200, as a captive portal answers. */
  | { kind: 'page' }
  /** A 200 with nothing in it. */
  | { kind: 'empty' }
  /** The connection breaks after so much of the body. */
  | { kind: 'cut'; bytes: number }
  /** The body ends early, but rightly by HTTP: only the JSON is broken. */
  | { kind: 'truncated'; bytes: number }
  /** The connection breaks before any answer; nothing is committed. */
  | { kind: 'reset' }
  /** No answer, ever. */
  | { kind: 'silence' }
  | { kind: 'delay'; ms: number }
  /** The body comes in pieces of `bytes`, one every `ms`. */
  | { kind: 'drip'; bytes: number; ms: number }
  /** The work is done, of a share for its first `rows` images or all of them, and the connection breaks. */
  | { kind: 'commit-then-drop'; rows?: number }
  | { kind: 'commit-then-status'; status: number }
  /** The line is cut at once, or this status is answered, and the work goes on behind it: it is done `ms` later. */
  | { kind: 'commit-later'; ms: number; status?: number }
  /** A share is answered with rows for images that nobody asked for. */
  | { kind: 'other-rows' }
  /** A list ends after so many rows; 0 is `[]`. */
  | { kind: 'capped'; rows: number }
  /** A list lacks what was made in the last `ms`, as a database's copy that lags behind answers. */
  | { kind: 'stale'; ms: number }
  /** Somebody else does this before the request, which is answered rightly. */
  | { kind: 'meanwhile'; does: () => void }
  /** What `X-token` carries instead of the renewed token. */
  | { kind: 'token'; as: 'garbage' | 'other-user' | 'older' | 'missing' }
  /** One element in `every` is not what it should be. */
  | {
      kind: 'broken-records';
      every: number;
      as: 'null' | 'number' | 'wrong-types' | 'bad-json' | 'bad-bytes';
    }
  /** One element in `every` has so many brackets within brackets, its own included. */
  | { kind: 'deep-records'; every: number; brackets: number }
  /** One element in `every` has a title of so many bytes. */
  | { kind: 'large-records'; every: number; bytes: number }
  /** So many records instead of the right ones, each of an id and a title, made as they are sent. */
  | { kind: 'small-records'; count: number }
  /** Before the right elements one of so many bytes, all of it in gzip: 210 MB are 204 kB on the line. */
  | { kind: 'bomb'; bytes: number }
  /** A list that does not end: of small records, of blanks, or one record; packed to a thousandth of it, or as it is. */
  | { kind: 'endless'; as: 'records' | 'blanks' | 'one-record'; packed: boolean }
  /**
   * A picture's address answers something that is no photograph, or (`pixel-bomb`) a small file of 400 megapixels.
   * `html` and `svg-as-png` are called pictures.
   */
  | { kind: 'not-a-picture'; as: 'html' | 'svg' | 'svg-as-png' | 'pixel-bomb' };

export type Fault = Where & FaultKind;

/** The faults that are set, each with the requests it has seen. */
export interface FaultBook {
  set(fault: Fault): void;
  clear(): void;
  /** The fault that hits this request: the first of those set that is due. */
  take(place: Where['on'] | null, pathname: string): Fault | null;
}

export function createFaultBook(): FaultBook {
  let faults: { fault: Fault; seen: number }[] = [];
  return {
    set: (fault) => void faults.push({ fault, seen: 0 }),
    clear: () => {
      faults = [];
    },
    take: (place, pathname) => {
      for (const entry of faults) {
        const { on, ending = '', after = 0, times = Number.POSITIVE_INFINITY, oneIn = 1 } = entry.fault;
        if ((on !== 'any' && on !== place) || !pathname.endsWith(ending)) continue;
        entry.seen++;
        const due = entry.seen - after;
        if (due > 0 && due <= times * oneIn && due % oneIn === 0) return entry.fault;
      }
      return null;
    },
  };
}
