import { useMemo } from 'react';
import type { SharingLook } from '#shared/models/sharing.ts';
import { useAlbum } from '../../queries/album.ts';
import { countMarked, useMarks } from '../../queries/marks.ts';
import { useSelection } from '../../state/selection.ts';
import { each } from '../../state/selection/positions.ts';

/** What is known of the selected images and the sharing they are to go to. */
export interface AlreadyThere {
  /** How many of them it holds; null while that is not known. */
  count: number | null;
  look: SharingLook | undefined;
  isLooking: boolean;
}

/** Looks up what of the selection is in a sharing already; null: no sharing is chosen. */
export function useAlreadyThere(accountId: string, albumId: string, sharingId: string | null): AlreadyThere {
  const album = useAlbum(accountId, albumId);
  const { marks, look, isLooking } = useMarks(accountId, album.data, sharingId);
  const chosen = useSelection((state) => state.history.now.chosen);
  const count = useMemo(() => {
    if (marks === null) return null;
    const { shared, changedSince } = countMarked(marks, each(chosen));
    return shared + changedSince;
  }, [marks, chosen]);
  return { count, look, isLooking };
}
