import { z } from '../zod.ts';

/** What is kept of pictures on this computer. */
export const pictureUsage = z.object({
  /** Of all accounts together. */
  bytes: z.number().nonnegative(),
  /** The disk refused to keep one: full, or not to be written to. */
  isRefused: z.boolean(),
});
export type PictureUsage = z.infer<typeof pictureUsage>;
