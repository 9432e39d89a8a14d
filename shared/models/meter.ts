import { z } from '../zod.ts';

/** One account's requests of one day of this computer's calendar. The service's daily limit counts calls and pictures (api.md). */
export const meteredDay = z.object({
  accountId: z.string(),
  /** YYYY-MM-DD. */
  day: z.string(),
  /** Calls to the API, and those of them that were refused or got no answer. */
  calls: z.int(),
  failed: z.int(),
  /** Pictures fetched from the network, and those given from this computer instead. */
  pictures: z.int(),
  picturesKept: z.int(),
});
export type MeteredDay = z.infer<typeof meteredDay>;

/** Today and the days before it that are kept (at most 31 an account), newest first. */
export const meter = z.object({ today: z.string(), days: z.array(meteredDay) });
export type Meter = z.infer<typeof meter>;
