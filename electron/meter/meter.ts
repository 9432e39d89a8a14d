import { meteredDay, type Meter as Shown, type MeteredDay } from '#shared/models/meter.ts';
import { z } from '#shared/zod.ts';
import { privateFile } from '../storage/private-file.ts';
import { dayOf } from './day.ts';

/** Days that are kept of an account. */
const mostDays = 31;
/** Until what was counted is written down. A budget counts the calls, so that a crash may cost few of them. */
const storedAfterMs = { call: 250, picture: 5_000 };
const toldEveryMs = 1_000;

/** Counts what one account asks for, under the day on which it is asked. */
export interface Counted {
  /** One call to the API. `failed`: refused, or no answer came. */
  call(failed: boolean): void;
  /** One picture that was given: from this computer (`isKept`), else from the network. */
  picture(isKept: boolean): void;
}

/** What every account asked for, day by day, over restarts. */
export interface Meter {
  counted(accountId: string): Counted;
  /** What an account has asked for today by this computer's calendar; the service's limit counts `calls` and `pictures`. */
  today(accountId: string): MeteredDay;
  all(): Shown;
  /** Forgets every account but these; rejects where the disk refuses, since then they are in the file still. */
  keepOnly(accountIds: readonly string[]): Promise<void>;
  /** Writes down what is not written yet, before the app ends. */
  stored(): Promise<void>;
}

interface MeterOptions {
  /** Its file, in a folder that exists. */
  file: string;
  /** Milliseconds since 1970. Where the clock jumps, what comes counts for the day it says then. */
  now: () => number;
  /** Told at most once a second that something was counted. */
  onChange: (all: Shown) => void;
  /** Told why the counts could not be read or written down; those of this run are in memory. */
  onTrouble: (cause: unknown) => void;
}

/**
 * Opens the meter; a torn file is put aside and counts as none. One that cannot be read is read again before anything is
 * put in its place, and what was counted meanwhile added to it.
 */
export async function openMeter({ file, now, onChange, onTrouble }: MeterOptions): Promise<Meter> {
  const kept = privateFile({ path: file, schema: z.array(meteredDay), onTrouble });
  let days: MeteredDay[] = [];
  let reading: Promise<void> | null = null;
  const storing = new Map<keyof typeof storedAfterMs, NodeJS.Timeout>();
  let telling: NodeJS.Timeout | undefined;
  /** Forgotten while calls of theirs were under way: what these cost is not written down any more. */
  const gone = new Set<string>();
  /** One write after the other. */
  let written: Promise<void> = Promise.resolve();

  const nothing = (accountId: string): MeteredDay => ({
    accountId,
    day: dayOf(now()),
    ...noCounts,
  });
  const found = (accountId: string): MeteredDay | undefined => {
    const day = dayOf(now());
    return days.find((each) => each.accountId === accountId && each.day === day);
  };

  function todayOf(accountId: string): MeteredDay {
    const known = found(accountId);
    if (known !== undefined) return known;
    const begun = nothing(accountId);
    if (gone.has(accountId)) return begun;
    days.unshift(begun);
    dropOldest(begun);
    return begun;
  }

  /** The day that has begun stays, however far back the clock says it is. */
  function dropOldest(begun: MeteredDay): void {
    const former = days.filter((each) => each.accountId === begun.accountId && each !== begun);
    const gone = new Set(former.sort(newestFirst).slice(mostDays - 1));
    if (gone.size > 0) days = days.filter((each) => !gone.has(each));
  }

  const all = (): Shown => ({
    today: dayOf(now()),
    days: days.map((each) => ({ ...each })).sort(newestFirst),
  });

  function changed(what: keyof typeof storedAfterMs): void {
    if (!storing.has(what)) {
      const later = setTimeout(() => void store().catch(onTrouble), storedAfterMs[what]);
      storing.set(what, later.unref());
    }
    telling ??= setTimeout(() => {
      telling = undefined;
      onChange(all());
    }, toldEveryMs).unref();
  }

  /** Once: whoever comes meanwhile waits for the same, or what was kept would be added twice. */
  function read(): Promise<void> {
    reading ??= kept.read().then(
      (former) => {
        const known = (former ?? []).filter(({ accountId }) => !gone.has(accountId));
        days = added(days, known);
      },
      (thrown: unknown) => {
        reading = null;
        throw thrown;
      },
    );
    return reading;
  }

  function store(): Promise<void> {
    for (const later of storing.values()) clearTimeout(later);
    storing.clear();
    const write = written.then(read).then(() => kept.write(days));
    written = write.catch(() => undefined);
    return write;
  }

  // That it could not be was told.
  await read().catch(() => undefined);
  return {
    counted: (accountId) => ({
      call: (failed) => {
        const day = todayOf(accountId);
        day.calls += 1;
        if (failed) day.failed += 1;
        changed('call');
      },
      picture: (isKept) => {
        todayOf(accountId)[isKept ? 'picturesKept' : 'pictures'] += 1;
        changed('picture');
      },
    }),
    today: (accountId) => ({ ...(found(accountId) ?? nothing(accountId)) }),
    all,
    keepOnly: async (accountIds) => {
      for (const { accountId } of days) if (!accountIds.includes(accountId)) gone.add(accountId);
      for (const accountId of accountIds) gone.delete(accountId);
      await read();
      const left = days.filter(({ accountId }) => accountIds.includes(accountId));
      if (left.length === days.length) return;
      days = left;
      await kept.removeAside();
      changed('call');
      await store();
    },
    stored: async () => {
      if (storing.size > 0) await store().catch(onTrouble);
      else await written;
    },
  };
}

/** What was counted in two places, a day of an account once. */
function added(some: readonly MeteredDay[], more: readonly MeteredDay[]): MeteredDay[] {
  const days = new Map<string, MeteredDay>();
  for (const { accountId, day, ...counts } of [...some, ...more]) {
    const sum = days.get(`${accountId} ${day}`) ?? { accountId, day, ...noCounts };
    for (const what of ['calls', 'failed', 'pictures', 'picturesKept'] as const) sum[what] += counts[what];
    days.set(`${accountId} ${day}`, sum);
  }
  return [...days.values()];
}

const noCounts = { calls: 0, failed: 0, pictures: 0, picturesKept: 0 };

/** Days of the calendar are in order as texts. */
const newestFirst = (one: MeteredDay, other: MeteredDay): number =>
  one.day < other.day ? 1 : Number(one.day !== other.day) * -1;
