import { z } from '../zod.ts';

/** The interface's languages. */
export const language = z.enum(['en', 'fr']);
export type Language = z.infer<typeof language>;

/** How narrow and how wide a grid cell can be set, CSS pixels. */
export const tileSizeBounds = { min: 96, max: 480 } as const;
/** Its width until the user sets it. */
export const defaultTileSize = 184;

/** What the user set; kept over restarts, never anything secret. */
export const preferences = z.object({
  language,
  theme: z.enum(['system', 'light', 'dark']),
  /** Width of a grid cell, CSS pixels. */
  tileSize: z.int().min(tileSizeBounds.min).max(tileSizeBounds.max),
});
export type Preferences = z.infer<typeof preferences>;
