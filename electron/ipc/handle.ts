import { contract, type Channel, type Contract, type Result } from '#shared/contract.ts';
import { errorData, type AppErrorData } from '#shared/errors.ts';
import type { z } from '#shared/zod.ts';
import { weighsAtMost } from './input-size.ts';

/** What each channel does with its checked input; what it gives is checked as well. */
export type Calls = {
  [C in Channel]: (
    input: z.output<Contract[C]['input']>,
  ) => z.input<Contract[C]['output']> | Promise<z.input<Contract[C]['output']>>;
};

/** What stands between the page and the calls. */
export interface Guard<Event> {
  /** Is this the page's own main frame, in a window of ours? */
  isTrusted(event: Event): boolean;
  /** False where this channel has been called too often. */
  mayCall(channel: Channel): boolean;
  /** Told of each error nobody expected, for the log. */
  unexpected(channel: string, thrown: unknown): void;
}

/** Characters of an input at most: 100,000 image ids of 36 characters, and some. */
const inputLimit = 12_000_000;
/** Calls of one channel under way at a time. */
const underWayLimit = 64;

const isChannel = (name: unknown): name is Channel =>
  typeof name === 'string' && Object.hasOwn(contract, name);

/**
 * Makes the one function that answers the page. It takes nothing on trust: sender, channel, rate, size, input and output
 * are checked in that order, and every refusal is a `Result` with a code; it never rejects and never stays silent.
 */
export function createHandler<Event>(calls: Calls, guard: Guard<Event>) {
  const underWay = new Map<Channel, number>();
  const refuse = (error: AppErrorData): Result => ({ ok: false, error });

  return async (event: Event, channel: unknown, input: unknown): Promise<Result> => {
    if (!guard.isTrusted(event)) return refuse({ code: 'untrusted-sender' });
    if (!isChannel(channel)) return refuse({ code: 'bad-input', channel: 'unknown', field: 'channel' });
    const running = underWay.get(channel) ?? 0;
    if (running >= underWayLimit || !guard.mayCall(channel)) return refuse({ code: 'flooded' });
    if (!weighsAtMost(input, inputLimit)) return refuse({ code: 'bad-input', channel, field: 'size' });
    const read = contract[channel].input.safeParse(input);
    if (!read.success) {
      return refuse({
        code: 'bad-input',
        channel,
        field: read.error.issues[0]?.path.join('.').slice(0, 200) ?? '',
      });
    }

    underWay.set(channel, running + 1);
    try {
      // The channel's own schema made this input; TypeScript cannot follow that through the index.
      const call = calls[channel] as (checked: unknown) => unknown;
      return { ok: true, value: contract[channel].output.parse(await call(read.data)) };
    } catch (thrown) {
      const error = errorData(thrown);
      if (error.code === 'internal') guard.unexpected(channel, thrown);
      return refuse(error);
    } finally {
      underWay.set(channel, (underWay.get(channel) ?? 1) - 1);
    }
  };
}
