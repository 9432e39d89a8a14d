import { AppError } from '#shared/errors.ts';
import { sharingRowOf, type SharingRow } from '../api/sharing-row.ts';
import { JsonArrayReader } from '../json/json-array-reader.ts';
import type { ListAnswer } from './journal.ts';

/** What a sharing holds, as its list was read. */
export interface SharingContents {
  /** Each image with when it was last shared, milliseconds since 1970 by the server's clock; null where no row says. */
  held: Map<string, number | null>;
  /** Of the images asked for, those that are there, each with its rows in the list's order. */
  found: Map<string, SharingRow[]>;
  /** False where there may be more: what is absent may be there all the same. */
  isWhole: boolean;
  /** How many rows were told. */
  rows: number;
}

/** Where lists of similar services end by themselves (faults.md 3.4, and two more). */
const roundPages: ReadonlySet<number> = new Set([25, 50, 100, 200, 250, 500, 1_000]);

/**
 * Whether some service might end its lists at so many rows by itself: at such a page, a multiple of 50, or a power of
 * two. One list in fifty ends there by chance, so it counts as whole where it is no such page, but for one thing: what
 * must not be sent twice is not taken for missing because it is not in it.
 */
export const endsRoundly = (rows: number): boolean =>
  rows >= 16 && (roundPages.has(rows) || rows % 50 === 0 || Number.isInteger(Math.log2(rows)));

/**
 * Reads a sharing's list as it arrives; what is kept of a row is its image and date, and more of those asked for.
 * @param origin the server's
 * @param tell told after each piece
 * @throws AppError what broke the answer, `unreadable-answer` where it is no array
 */
export async function readList(
  { body, hintsAtMore }: ListAnswer,
  origin: string,
  wanted: ReadonlySet<string>,
  tell: () => void,
): Promise<SharingContents> {
  const reader = new JsonArrayReader();
  const held: SharingContents['held'] = new Map();
  const found: SharingContents['found'] = new Map();
  const seen = { rows: 0, odd: 0 };

  const take = (value: unknown): void => {
    seen.rows += 1;
    const row = sharingRowOf(value, origin);
    if (row === null) {
      seen.odd += 1;
      return;
    }
    const { imageId, createdAt } = row;
    const before = held.get(imageId) ?? null;
    held.set(
      imageId,
      before === null || createdAt === null ? (createdAt ?? before) : Math.max(before, createdAt),
    );
    if (!wanted.has(imageId)) return;
    const rows = found.get(imageId);
    if (rows === undefined) found.set(imageId, [row]);
    else rows.push(row);
  };

  for await (const chunk of body) {
    for (const { value } of reader.push(chunk)) take(value);
    tell();
    if (reader.hopeless) break;
  }
  const { elements, ending } = reader.end();
  for (const { value } of elements) take(value);
  if (ending !== 'whole') throw new AppError({ ...unreadable, code: 'unreadable-answer' });
  return {
    held,
    found,
    rows: seen.rows,
    isWhole: !hintsAtMore && seen.odd === 0 && !roundPages.has(seen.rows),
  };
}

const unreadable = {
  route: 'GET /sharings/:sharing_id/sharing_images',
  contentType: null,
  status: 200,
  requestId: null,
  message: null,
};
