import { createRandom, hexOf, pick, uuidOf, type Random } from '../../electron/demo/random.ts';
import type { CrashPoint } from '../../electron/journal/journal.ts';

/** The longest that the fault server works on a request, from when it was sent: a fence must not be shorter, ms. */
export const longestWorkMs = 400;

/** Images of one share at most (faults.md). */
export const sentAtMostTogether = 90;

/** So often nothing fails any more: there are fewer faults. */
export const manyRetries = 6;

/** What the server does with one share. Parts (`at`, `rows`) are 0 to 1: of `longestWorkMs`, of the images sent. */
export type PostFault =
  | { kind: 'none' }
  /** Works that long, then answers. */
  | { kind: 'slow'; at: number }
  /** The line is cut at once; the work ends `at`. */
  | { kind: 'cut'; at: number }
  /** Some rows are made, then the line is cut. */
  | { kind: 'half'; rows: number }
  /** Nothing is made, the line is cut. */
  | { kind: 'drop' }
  /** An answer with that status while the work goes on; at 0 it was done before. */
  | { kind: 'failed'; status: 500 | 502 | 503; at: number }
  /** All is done; the answer does not say it. */
  | { kind: 'unsaid'; as: 'truncated' | 'short' | 'empty' | 'other-rows' | '401' | 'portal' }
  /** Nothing is done, and the answer says so. */
  | { kind: 'refused'; status: 401 | 404 | 409 | 413 | 429 | 422 }
  /** Refused at once; the work ends `at` all the same. */
  | { kind: 'refused-late'; status: 400 | 401 | 404 | 413 | 422; at: number }
  | { kind: 'redirect' };

/** What the server does with one list. */
export type ListFault = 'none' | '500' | '503-page' | 'reset' | 'truncated' | 'slow' | 'portal';

/** Points of the wire at which a crash matters, beside the journal's own. */
export const wirePoints = ['half-body', 'after-posting', 'after-answer', 'amid-list'] as const;
export type WirePoint = (typeof wirePoints)[number];

/** How one life of the core ends early. `nth`: the point's or the event's, from 1. */
export type Ending =
  | { kind: 'kill-at'; point: CrashPoint | WirePoint; nth: number }
  | { kind: 'kill' | 'quit'; after: 'ready' | 'created' | 'posting' | 'listing'; nth: number; ms: number };

export interface PlannedSharing {
  id: string;
  /** Held before anything is sent, by another user; an image twice: two rows. */
  before: string[];
  /** The same user or another adds these when the sharing is listed or sent to for the nth time. */
  meanwhile: { imageId: string; at: 'list' | 'post'; nth: number }[];
  /** What is committed is listed so much later: a replica that lags. Parts of `longestWorkMs`. */
  lag: number;
  /** A list ends after so many rows; null: it is whole. */
  cap: number | null;
  /** A share that holds one of these is refused as a whole. */
  bad: string[];
}

export interface PlannedJob {
  jobId: string;
  sharingId: string;
  again: boolean;
  imageIds: string[];
}

/** All that a seed decides. */
export interface Scenario {
  seed: number;
  sharings: PlannedSharing[];
  /** Asked for one after the other, the next when the one before was accepted. */
  jobs: PlannedJob[];
  /** For the first shares and lists, in the order they arrive; what comes after them is answered well. */
  posts: PostFault[];
  lists: ListFault[];
  /** One a life; the lives after them live until all rests. */
  endings: Ending[];
  /** The journal works in its thread, as in the app: it cannot be stopped at its points then. */
  inThread: boolean;
  /** The computer starts anew with each life: its clock begins at 0. */
  reboots: boolean;
  /** The user gives this job up when it was accepted, and asks for it again at the end where `retries` > 0. */
  cancelled: string | null;
  /** How often the user tries again what failed. */
  retries: number;
}

const journalPoints: readonly CrashPoint[] = [
  'before-journal',
  'after-journal',
  'before-sending',
  'after-sending',
  'before-settled',
  'after-settled',
  'while-listing',
  'after-listed',
];

/** The same scenario for the same seed. */
export function scenarioOf(seed: number): Scenario {
  const random = createRandom(Math.imul(seed, 0x9e3779b1));
  const chance = (share: number): boolean => random() < share;
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const inThread = chance(0.2);
  const sharings: PlannedSharing[] = [];
  const jobs: PlannedJob[] = [];
  const count = chance(0.3) ? 2 : 1;
  for (let index = 0; index < count; index += 1) {
    const images = imagesOf(seed, index, random);
    const sharing = sharingOf(hexOf(seed * 2 + index, 12), images, random);
    sharings.push(sharing);
    jobs.push(...jobsOf(seed * 2 + index, sharing, images, random));
  }
  return {
    seed,
    sharings,
    jobs,
    posts: Array.from({ length: upTo(5) }, () => postFault(random)),
    lists: Array.from({ length: chance(0.5) ? upTo(5) : 0 }, () =>
      pick(['none', 'none', '500', '503-page', 'reset', 'truncated', 'slow', 'portal'] as const, random),
    ),
    endings: Array.from({ length: 1 + upTo(3) }, () => endingOf(inThread, random)),
    inThread,
    reboots: !inThread && chance(0.2),
    cancelled: chance(0.1) ? pick(jobs, random).jobId : null,
    retries: chance(0.8) ? manyRetries : upTo(1),
  };
}

/** Ids of a few images; now and then of more than go into one share. */
function imagesOf(seed: number, sharing: number, random: Random): string[] {
  const count = random() < 0.15 ? 91 + Math.floor(random() * 120) : 3 + Math.floor(random() * 20);
  return Array.from({ length: count }, (_, index) => `${hexOf(seed, 6)}-${sharing}-${index}`);
}

function sharingOf(hex: string, images: readonly string[], random: Random): PlannedSharing {
  const chance = (share: number): boolean => random() < share;
  const cap = chance(0.1) ? 25 : null;
  const addition = {
    imageId: pick(images, random),
    at: pick(['list', 'post'] as const, random),
    nth: 1 + Math.floor(random() * 2),
  };
  return {
    id: `sharing-${hex}`,
    before: [
      // A list that is cut shows only these.
      ...Array.from({ length: cap ?? 0 }, (_, index) => `other-${index}`),
      ...images.filter(() => chance(0.15)),
      ...images.filter(() => chance(0.03)),
    ],
    meanwhile: chance(0.2) ? [addition] : [],
    lag: chance(0.3) ? pick([0.12, 0.12, random() * 0.12], random) : 0,
    cap,
    bad: chance(0.1) ? [pick(images, random)] : [],
  };
}

/**
 * One to three jobs of a sharing, whose images overlap. What is shared again was there before, or is in no other job: so
 * how many rows are meant does not depend on which job comes first.
 */
function jobsOf(
  seed: number,
  { id, before, meanwhile }: PlannedSharing,
  images: readonly string[],
  random: Random,
): PlannedJob[] {
  const job = (number: number, again: boolean, imageIds: string[]): PlannedJob[] =>
    imageIds.length === 0 ? [] : [{ jobId: uuidOf(seed, number), sharingId: id, again, imageIds }];
  const isAmong = new Set(before);
  const isTouched = new Set(meanwhile.map(({ imageId }) => imageId));
  const toRepeat = images.filter((image) => !isTouched.has(image) && (isAmong.has(image) || random() < 0.2));
  const again = random() < 0.3 ? toRepeat : [];
  const alone = new Set(again.filter((image) => !isAmong.has(image)));
  const plain = images.filter((image) => !alone.has(image));
  return [
    ...job(0, false, plain),
    ...(random() < 0.4 ? job(1, false, plain.filter(() => random() < 0.6).reverse()) : []),
    ...job(2, true, again),
  ];
}

function postFault(random: Random): PostFault {
  const at = random();
  const faults: PostFault[] = [
    { kind: 'none' },
    { kind: 'slow', at },
    { kind: 'cut', at },
    { kind: 'cut', at: 0.6 + at * 0.4 },
    { kind: 'cut', at: 0 },
    // As late as it can be: where the list lags, it is seen behind the fence only.
    { kind: 'cut', at: 1 },
    { kind: 'half', rows: at },
    { kind: 'drop' },
    { kind: 'failed', status: pick([500, 502, 503], random), at: random() < 0.5 ? 0 : at },
    {
      kind: 'unsaid',
      as: pick(['truncated', 'short', 'empty', 'other-rows', '401', 'portal'], random),
    },
    { kind: 'refused', status: pick([401, 404, 409, 413, 429, 422], random) },
    { kind: 'refused-late', status: pick([400, 401, 404, 413, 422], random), at },
    { kind: 'redirect' },
  ];
  return pick(faults, random);
}

function endingOf(inThread: boolean, random: Random): Ending {
  const nth = 1 + Math.floor(random() * 2);
  if (random() < 0.6) {
    const points = inThread ? wirePoints : [...journalPoints, ...journalPoints, ...wirePoints];
    return { kind: 'kill-at', point: pick<CrashPoint | WirePoint>(points, random), nth };
  }
  const after = pick(['ready', 'created', 'posting', 'listing'] as const, random);
  return {
    kind: random() < 0.85 ? 'kill' : 'quit',
    after,
    nth: after === 'ready' ? 1 : nth,
    ms: Math.floor(random() ** 2 * longestWorkMs),
  };
}
