import { z } from '../zod.ts';

/** A bar: how many images, and the key that selects them (`healthAddress`). `label` is the tag, format or day (YYYY-MM-DD) itself. */
export const healthBar = z.object({ key: z.string(), label: z.string(), count: z.int() });
export type HealthBar = z.infer<typeof healthBar>;

/** Those that are in no bar of a kind (`no-tag`, `no-format`, `no-day`), so that the bars add up; `label` is the key. */
const without = z.object({ tag: healthBar, format: healthBar, day: healthBar });

/** Images with the same bytes: `etag` and size are equal (api.md). */
const duplicateGroup = z.object({
  key: z.string(),
  bytes: z.number().nullable(),
  images: z.array(z.object({ id: z.string(), name: z.string() })).max(50),
  count: z.int(),
});

/** An album at a glance, from what the library holds of it; asks nothing of the server. */
export const albumHealth = z.object({
  /** Of the album when it was counted. */
  revision: z.int(),
  imagesCount: z.int(),
  /** How many images have their tags known: of the others the bars of tags say nothing. */
  taggedCount: z.int(),
  /** `processing-error`, `not-processed`, `no-date`, `no-place`, `odd`, `duplicates`, `duplicates-extra` (all but one of each group); those of 0 too. */
  findings: z.array(healthBar),
  /** The most frequent first, at most 200; `tagsLeft` others are not shown. */
  tags: z.array(healthBar).max(200),
  tagsLeft: z.int(),
  formats: z.array(healthBar).max(100),
  /** Day of taking by UTC, in order; at most 1,000 (then the fullest). */
  days: z.array(healthBar).max(1_000),
  daysLeft: z.int(),
  /** Of the tags, those whose tags are known to be none. */
  without,
  /** The largest files, at most 20. */
  biggest: z.array(z.object({ id: z.string(), name: z.string(), bytes: z.number() })).max(20),
  /** The largest groups, at most 200. */
  groups: z.array(duplicateGroup).max(200),
  groupsLeft: z.int(),
});
export type AlbumHealth = z.infer<typeof albumHealth>;
