import { likenessSlot, longestLikeness, partSize } from '#shared/columns/layout.ts';
import type { Likeness } from '#shared/models/image.ts';
import { partOf, updatedAtOf } from './image-list.ts';
import type { Store } from './store.ts';

/** `Library.keepLikenesses`: those of images that are there as they were looked at; others have passed. */
export function keepLikenesses(
  store: Store,
  account: string,
  album: string,
  likenesses: readonly Likeness[],
): void {
  const list = store.list(account, album);
  if (list === null) return;
  const changed = new Map<number, Uint8Array>();
  for (const { imageId, version, hash } of likenesses) {
    const bytes = Buffer.from(hash, 'base64');
    const position = list.find(imageId);
    if (position === null || bytes.length === 0 || bytes.length > longestLikeness) continue;
    if (updatedAtOf(list, position) !== version) continue;
    const number = partOf(position);
    const slots =
      changed.get(number) ??
      store.lists.likenesses(list.key, number)?.slice() ??
      new Uint8Array(partSize * likenessSlot);
    const from = (position % partSize) * likenessSlot;
    slots.fill(0, from, from + likenessSlot);
    slots[from] = bytes.length;
    slots.set(bytes, from + 1);
    changed.set(number, slots);
  }
  if (changed.size === 0) return;
  store.transaction(() => {
    for (const [number, slots] of changed) store.lists.putLikenesses(list.key, number, slots);
  });
  store.likenessesChanged();
}
