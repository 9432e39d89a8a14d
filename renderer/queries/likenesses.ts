import { errorData } from '#shared/errors.ts';
import type { Likeness } from '#shared/models/image.ts';
import { invoke } from '../bridge.ts';

/** As many as one call takes (contract.ts). */
const most = 500;
/** The first of a batch waits so long for others. */
const restMs = 1_000;

/** By album, those that the main process was not told of yet. */
const waiting = new Map<string, Likeness[]>();
let rest: ReturnType<typeof setTimeout> | undefined;

/** Has the main process keep what was made of a picture; told with others, a second later, or when the page goes. */
export function keepLikeness(albumId: string, likeness: Likeness): void {
  const batch = waiting.get(albumId) ?? [];
  batch.push(likeness);
  waiting.set(albumId, batch);
  if (batch.length >= most) {
    tell();
    return;
  }
  rest ??= setTimeout(tell, restMs);
  // Listening twice is listening once.
  window.addEventListener('pagehide', tell);
}

/** Tells what waits, at once. */
function tell(): void {
  clearTimeout(rest);
  rest = undefined;
  for (const [albumId, likenesses] of waiting) {
    // A likeness lost is made again when its picture is next shown in another window: worth a line, no more.
    invoke('images.keepLikenesses', { albumId, likenesses }).catch((error: unknown) =>
      console.warn('Likenesses were not kept:', errorData(error).code),
    );
  }
  waiting.clear();
}
