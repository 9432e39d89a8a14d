import { z } from '../zod.ts';

/** The interface's languages. */
export const language = z.enum(['en', 'fr']);
export type Language = z.infer<typeof language>;

/** How narrow and how wide a grid cell can be set, CSS pixels. */
export const tileSizeBounds = { min: 96, max: 480 } as const;
/** Its width until the user sets it. */
export const defaultTileSize = 184;

/** How many bytes of pictures may be kept on this computer; below the least, only none (0) makes sense. */
export const pictureCacheBounds = { min: 100 * 2 ** 20, max: 100 * 2 ** 30 } as const;
/** So many until the user sets it. */
export const defaultPictureCacheBytes = 2 * 2 ** 30;

/** What the user set; kept over restarts, never anything secret. */
export const preferences = z.object({
  language,
  theme: z.enum(['system', 'light', 'dark']),
  /** Width of a grid cell, CSS pixels. */
  tileSize: z.int().min(tileSizeBounds.min).max(tileSizeBounds.max),
  /** Bytes; 0: no picture is kept. */
  pictureCacheBytes: z.union([z.literal(0), z.int().min(pictureCacheBounds.min).max(pictureCacheBounds.max)]),
});
export type Preferences = z.infer<typeof preferences>;
