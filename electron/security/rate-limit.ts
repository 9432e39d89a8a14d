import type { Channel } from '#shared/contract.ts';

/** So many calls at once, and after that so many a second. */
export interface Allowance {
  burst: number;
  perSecond: number;
}

const usual: Allowance = { burst: 200, perSecond: 100 };

/** Calls that cost something outside the app are allowed far less often than a hand can ask for them (attacks A17). */
const scarce: Partial<Record<Channel, Allowance>> = {
  'session.signIn': { burst: 30, perSecond: 1 },
  'session.renew': { burst: 30, perSecond: 1 },
  'resyncs.start': { burst: 10, perSecond: 1 },
  'resyncs.retry': { burst: 10, perSecond: 1 },
  'queue.start': { burst: 10, perSecond: 1 },
  'queue.resume': { burst: 10, perSecond: 1 },
  'queue.retryFailed': { burst: 10, perSecond: 1 },
  'watches.start': { burst: 10, perSecond: 1 },
  'watches.askNow': { burst: 10, perSecond: 1 },
  // Each may cost calls of the organisation's day.
  'albums.open': { burst: 60, perSecond: 5 },
  'images.complete': { burst: 30, perSecond: 2 },
  'sharings.list': { burst: 30, perSecond: 2 },
  'shares.create': { burst: 20, perSecond: 1 },
  'shares.retry': { burst: 20, perSecond: 1 },
  'shares.openLink': { burst: 10, perSecond: 1 },
};

/** What a channel is allowed. */
export const allowanceOf = (channel: Channel): Allowance => scarce[channel] ?? usual;

/**
 * One token bucket a channel, so that a flood on one leaves the others as they were (attacks A18). Asked with a channel,
 * it says whether this call may pass, and counts it; a refused call costs nothing.
 * @param now a clock that never goes back, in milliseconds: `performance.now`
 */
export function createRateLimit(
  now: () => number,
  allowance: (channel: Channel) => Allowance = allowanceOf,
): (channel: Channel) => boolean {
  const buckets = new Map<Channel, { left: number; at: number }>();
  return (channel) => {
    const { burst, perSecond } = allowance(channel);
    const at = now();
    const bucket = buckets.get(channel) ?? { left: burst, at };
    const left = Math.min(burst, bucket.left + ((at - bucket.at) / 1_000) * perSecond);
    const mayPass = left >= 1;
    buckets.set(channel, { left: mayPass ? left - 1 : left, at });
    return mayPass;
  };
}
