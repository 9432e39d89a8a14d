import type { Resync, ResyncRow } from '#shared/models/resync.ts';
import { isHeld } from '../../queries/album.ts';
import { notify } from '../../state/notices.ts';
import { useSelection } from '../../state/selection.ts';
import { showOverlay, useView } from '../../state/view.ts';
import { plainText } from '../../ui/plain-text.tsx';
import { findImage } from '../grid/find-image.ts';
import type { Translate } from './report-words.ts';
import { selectImages } from './select-images.ts';

/** Whether an album holds the image of a row: of what is gone only one that came to another album. */
export const canBeOpened = ({ kind, marks }: ResyncRow): boolean =>
  marks.includes('other-album') || (kind !== 'removed' && kind !== 'not-found');

/**
 * Opens an image of a report in the viewer; back from there is the report. Its album is opened beneath it first: the
 * report's own, else the one that its record names. Where neither holds it here, it is said where it is.
 */
export async function openImage(t: Translate, resync: Resync, row: ResyncRow): Promise<void> {
  const isElsewhere = row.marks.includes('other-album');
  const { overlay } = useView.getState();
  for (const albumId of isElsewhere ? [resync.albumId, row.albumId] : [resync.albumId]) {
    if (!(await holds(albumId, row.id))) continue;
    // Whoever has gone on meanwhile is not called back.
    if (useView.getState().overlay !== overlay) return;
    if (useView.getState().albumId !== albumId) useView.setState({ albumId, search: '' });
    showOverlay({ kind: 'viewer', imageId: row.id });
    return;
  }
  if (!isElsewhere) notify(t('imageNotHere'));
  else if (row.albumId === '') notify(t('imageInNoAlbum'));
  else
    notify(t('imageElsewhere', { album: plainText(row.albumId) }), {
      label: t('openAlbum'),
      run: () => fetchAndOpen(t, row),
    });
}

function holds(albumId: string, imageId: string): boolean | Promise<boolean> {
  const place = useSelection.getState().place;
  return place?.albumId === albumId
    ? findImage(place.columns, imageId, null) !== null
    : isHeld(albumId, imageId);
}

function fetchAndOpen(t: Translate, { albumId, id: imageId }: ResyncRow): void {
  selectImages(albumId, [imageId], ({ missing }) => {
    if (missing > 0) notify(t('imageNotHere'));
    else if (useView.getState().overlay === null) showOverlay({ kind: 'viewer', imageId });
  });
}
