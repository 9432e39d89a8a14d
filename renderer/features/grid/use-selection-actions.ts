import type { Columns } from '#shared/columns/read.ts';
import { flag } from '#shared/columns/layout.ts';
import { useSelection } from '../../state/selection.ts';
import { selectedInOrder } from '../../state/selection/selection.ts';
import type { Shown } from '../../state/selection/shown.ts';
import { showOverlay } from '../../state/view.ts';
import { areManyCalls } from '../resync/report-words.ts';
import { useResync } from '../resync/use-resync.ts';

/** What can be done with the selected images; all in the order they are shown, the hidden ones after them. */
export function useSelectionActions(albumId: string, columns: Columns | undefined, shown: Shown | null) {
  const resync = useResync();

  /** A record without an id can be looked at only. */
  function ids(): string[] {
    if (columns === undefined || shown === null) return [];
    const flags = columns.numbers('flags');
    return selectedInOrder(useSelection.getState().history.now, shown)
      .filter((position) => ((flags[position] ?? 0) & flag.unidentified) === 0)
      .map((position) => columns.text('id', position));
  }

  function withIds(act: (imageIds: string[]) => void): void {
    const imageIds = ids();
    if (imageIds.length > 0) act(imageIds);
  }

  return {
    ids,
    share: () => withIds((imageIds) => showOverlay({ kind: 'share', imageIds })),
    isResyncing: resync.running,
    resync: () =>
      withIds((imageIds) =>
        areManyCalls(imageIds.length)
          ? showOverlay({ kind: 'resync-many', albumId, imageIds })
          : resync.images(albumId, imageIds),
      ),
  };
}
