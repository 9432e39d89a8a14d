import { errorData } from '#shared/errors.ts';
import type { SharingRow } from '../api/sharings.ts';
import {
  needsReadBack,
  reasonToStop,
  settleBefore,
  settleSent,
  unsent,
  type Answer,
  type Settlements,
  type Wish,
} from './outcomes.ts';

/** The calls a share makes; `electron/api` makes them. They throw `AppError`. */
export interface SharingCalls {
  /** `GET /sharings/:id/sharing_images` */
  sharingImages(sharingId: string): Promise<SharingRow[]>;
  /** `POST /sharings/:id/sharing_images`, once: never sent again by itself. */
  add(sharingId: string, imageIds: readonly string[]): Promise<SharingRow[]>;
}

/** Whom a share tells of its progress, before and after each call. */
export interface Progress {
  sending(imageIds: readonly string[]): void;
  settled(settlements: Settlements): void;
  /** Told of an error nobody expected, for the log. */
  unexpected(thrown: unknown): void;
}

/** Similar services answer 414 above 200 ids (api.md). */
const mostInOnePost = 90;

/**
 * Puts images into a sharing: reads it, sends what is missing in order, one POST at a time, and reads back after each
 * end that leaves something unclear. Nothing is sent twice. Every wish is settled when it is over.
 */
export async function sendShare(
  share: { sharingId: string; wishes: readonly Wish[] },
  calls: SharingCalls,
  progress: Progress,
): Promise<void> {
  const { sharingId, wishes } = share;
  if (wishes.length === 0) return;
  const read = (): Promise<Answer> => answerOf(() => calls.sharingImages(sharingId), progress);

  const { settled, send } = settleBefore(wishes, await read());
  progress.settled(settled);

  for (let at = 0; at < send.length; at += mostInOnePost) {
    const part = send.slice(at, at + mostInOnePost);
    const imageIds = part.map(({ imageId }) => imageId);
    progress.sending(imageIds);
    const posted = await answerOf(() => calls.add(sharingId, imageIds), progress);
    const readBack = needsReadBack(part, posted) ? await read() : null;
    progress.settled(settleSent(part, posted, readBack));

    const reason = reasonToStop(posted, readBack);
    if (reason !== null) {
      const rest = send.slice(at + mostInOnePost);
      progress.settled(new Map(rest.map((wish) => [wish.imageId, unsent(wish, reason)])));
      return;
    }
  }
}

async function answerOf(call: () => Promise<SharingRow[]>, progress: Progress): Promise<Answer> {
  try {
    return { rows: await call() };
  } catch (thrown) {
    const error = errorData(thrown);
    if (error.code === 'internal') progress.unexpected(thrown);
    return { error };
  }
}
