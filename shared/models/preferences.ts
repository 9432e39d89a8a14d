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

/**
 * How long a server may go on working on a share after its answer was lost, seconds: only then is an image that is not
 * there sent again (faults.md). The service's router cuts at 30 s while the work goes on.
 */
export const shareFenceBounds = { min: 40, max: 3600 } as const;
/** So long until the user sets it. */
export const defaultShareFenceSeconds = 120;

/**
 * How many calls and pictures a day the queue of albums may use up: it stops before the service's own daily limit stops
 * everybody (api.md names no number). What people do themselves is counted and never refused. 0: no limit.
 */
export const dailyBudgetBounds = { min: 0, max: 1_000_000 } as const;
/** So many until the user sets it. */
export const defaultDailyBudget = 5_000;

/** What the user set; kept over restarts, never anything secret. */
export const preferences = z.object({
  language,
  theme: z.enum(['system', 'light', 'dark']),
  /** Width of a grid cell, CSS pixels. */
  tileSize: z.int().min(tileSizeBounds.min).max(tileSizeBounds.max),
  shareFenceSeconds: z.int().min(shareFenceBounds.min).max(shareFenceBounds.max),
  dailyBudget: z.int().min(dailyBudgetBounds.min).max(dailyBudgetBounds.max),
  /** Bytes; 0: no picture is kept. */
  pictureCacheBytes: z.union([z.literal(0), z.int().min(pictureCacheBounds.min).max(pictureCacheBounds.max)]),
});
export type Preferences = z.infer<typeof preferences>;
