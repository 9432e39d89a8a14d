import { asObject } from './record-fields.ts';
import { parseBytes } from '../json/parse-json.ts';

/** What only image_syncs tells (api.md). */
const onlySynced = ['tag_names', 'user_sfid'] as const;

/**
 * The record as it came, with the fields its route does not carry from the one that is held; `came` itself where
 * nothing is to be added.
 */
export function completed(held: Uint8Array, came: Uint8Array): Uint8Array {
  const now = asObject(parseBytes(came));
  const before = asObject(parseBytes(held));
  if (now === null || before === null) return came;
  const kept = onlySynced.filter((name) => Object.hasOwn(before, name) && !Object.hasOwn(now, name));
  if (kept.length === 0) return came;
  const added = Object.fromEntries(kept.map((name) => [name, before[name]]));
  return Buffer.from(JSON.stringify({ ...now, ...added }));
}
