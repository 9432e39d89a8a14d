import { mark } from '#shared/models/sharing.ts';

/** What is known of an album's images and the sharing they are compared with. */
export interface ShareMarks {
  /** A byte an image (`mark`). */
  bytes: Uint8Array;
  /** All that the sharing holds is known: an image that is not marked as shared is not in it. */
  isWhole: boolean;
}

/** What a tile shows of it; null where nothing is known, or nothing compared. */
export type ShareMark = 'shared' | 'changed' | 'uncertain' | 'none' | null;

export function shareMarkAt(marks: ShareMarks | null, position: number): ShareMark {
  switch (marks?.bytes[position]) {
    case mark.shared:
      return 'shared';
    case mark.changedSince:
      return 'changed';
    case mark.uncertain:
      return 'uncertain';
    case mark.notShared:
      return marks.isWhole ? 'none' : null;
    default:
      return null;
  }
}
