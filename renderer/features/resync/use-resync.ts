import { mostPieces, type Pasted } from '#shared/models/resync.ts';
import { useResyncsUnderWay, useStartResync } from '../../queries/resync.ts';
import { closeOverlay, showOverlay, useView } from '../../state/view.ts';

/** Resyncs, and where one can be started from. Its report takes the album's place at once and fills as answers come. */
export interface ResyncStart {
  /** One is being begun. */
  running: boolean;
  /** Why none could be begun; null where one was. */
  error: Error | null;
  /** Asks for the whole album again; where that is under way, shows it. */
  album(albumId: string): void;
  /** Asks for these images; `pasted`: what else was in the text they were pasted in. */
  images(albumId: string, imageIds: string[], pasted?: Pasted): void;
}

const notPasted: Pasted = { noIds: [], repeated: [] };

export function useResync(): ResyncStart {
  const underWay = useResyncsUnderWay();
  const start = useStartResync(({ id }) => showReport(id));
  return {
    running: start.isPending,
    error: start.error,
    album: (albumId) => {
      const same = underWay.find((each) => each.scope === 'album' && each.albumId === albumId);
      if (same === undefined) start.mutate({ albumId, imageIds: null, ...notPasted });
      else showReport(same.id);
    },
    images: (albumId, imageIds, pasted = notPasted) =>
      start.mutate({
        albumId,
        imageIds,
        noIds: pasted.noIds.slice(0, mostPieces).map(cut),
        repeated: pasted.repeated.slice(0, mostPieces).map(cut),
      }),
  };
}

/** The contract takes no longer piece; two halves of one character are not taken apart. */
const cut = (piece: string): string => piece.slice(0, 200).toWellFormed();

/** Shows a report; it takes the place of another one that is shown. */
export function showReport(resyncId: string): void {
  if (useView.getState().overlay?.kind === 'resync-report') closeOverlay();
  showOverlay({ kind: 'resync-report', resyncId });
}
