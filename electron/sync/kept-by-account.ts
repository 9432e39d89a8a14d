import { basename } from 'node:path';
import { z } from '#shared/zod.ts';
import type { Clock } from '../sharing/clock.ts';
import { privateFile } from '../storage/private-file.ts';

/** What is kept of every account in one small private file: read once, written a moment after it has changed. */
export interface KeptByAccount<T> {
  /**
   * By account; `save` is to be called where anything of it has been changed.
   * @throws AppError `storage-failed` where the file cannot be read; it stays as it is, and the next call reads it again
   */
  all(): Promise<Map<string, T>>;
  /** As far as it was read. */
  known(account: string): T | undefined;
  save(): void;
  keepOnly(accountIds: readonly string[]): Promise<void>;
  /** Writes what is not written yet. */
  flush(): Promise<void>;
}

interface KeptOptions<T> {
  /** Its folder is there already. */
  file: string;
  /** What is kept of one account. */
  schema: z.ZodType<T>;
  clock: Pick<Clock, 'after'>;
  /**
   * The disk refuses it: it is written with the next change. It cannot be read, or was damaged and put aside; or what was
   * kept of an account is of another shape.
   */
  unexpected: (thrown: unknown) => void;
}

const betweenWritesMs = 1_000;

export function keptByAccount<T>({ file, schema, clock, unexpected }: KeptOptions<T>): KeptByAccount<T> {
  const stored = privateFile({
    path: file,
    schema: z.record(z.string(), z.unknown()),
    onTrouble: unexpected,
  });
  let reading: Promise<Map<string, T>> | null = null;
  let read: ReadonlyMap<string, T> = new Map();
  let cancel: (() => void) | null = null;
  let isChanged = false;
  let writing = Promise.resolve();

  /** One that cannot be read costs itself alone, not what is kept of the other accounts. */
  const entriesOf = (kept: Record<string, unknown>): Map<string, T> => {
    const entries = new Map<string, T>();
    for (const [account, value] of Object.entries(kept)) {
      const parsed = schema.safeParse(value);
      if (parsed.success) entries.set(account, parsed.data);
      else unexpected(new Error(`What ${basename(file)} kept of an account could not be read`));
    }
    return entries;
  };
  const all = async (): Promise<Map<string, T>> => {
    reading ??= stored.read().then(
      (kept) => {
        const entries = entriesOf(kept ?? {});
        read = entries;
        return entries;
      },
      (thrown: unknown) => {
        reading = null;
        throw thrown;
      },
    );
    return reading;
  };
  const write = async (): Promise<void> => {
    if (!isChanged) return;
    isChanged = false;
    try {
      await stored.write(Object.fromEntries(await all()));
    } catch (thrown) {
      isChanged = true;
      unexpected(thrown);
    }
  };
  const flush = async (): Promise<void> => {
    cancel?.();
    cancel = null;
    writing = writing.then(write);
    await writing;
  };
  const save = (): void => {
    isChanged = true;
    cancel ??= clock.after(betweenWritesMs, () => void flush());
  };

  return {
    all,
    known: (account) => read.get(account),
    save,
    async keepOnly(accountIds) {
      const kept = await all();
      const gone = [...kept.keys()].filter((id) => !accountIds.includes(id));
      if (gone.length === 0) return;
      for (const id of gone) kept.delete(id);
      await stored.removeAside();
      isChanged = true;
      await flush();
    },
    flush,
  };
}
