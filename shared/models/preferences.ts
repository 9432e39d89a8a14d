import { z } from '../zod.ts';

/** The interface's languages. */
export const language = z.enum(['en', 'fr']);
export type Language = z.infer<typeof language>;

/** What the user set; kept over restarts, never anything secret. */
export const preferences = z.object({
  language,
  theme: z.enum(['system', 'light', 'dark']),
  /** Width of a grid cell, CSS pixels. */
  tileSize: z.int().min(96).max(480),
});
export type Preferences = z.infer<typeof preferences>;
