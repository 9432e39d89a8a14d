import type { ListAnswer } from '../journal/journal.ts';

/** A POST's answer: a 2xx with its whole body, not yet read. */
export interface AddAnswer {
  body: Uint8Array<ArrayBuffer>;
  status: number;
  requestId: string | null;
}

/** The calls that a share makes; `electron/api` makes them. They throw `AppError`. */
export interface SharingCalls {
  /** `GET /sharings/:id/sharing_images`; the body is to be read or given up. */
  list(sharingId: string): Promise<ListAnswer>;
  /** `POST /sharings/:id/sharing_images`, once: never sent again by itself. */
  add(sharingId: string, imageIds: readonly string[]): Promise<AddAnswer>;
}
