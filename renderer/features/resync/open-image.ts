import { notify } from '../../state/notices.ts';
import { useSelection } from '../../state/selection.ts';
import { showOverlay, useView } from '../../state/view.ts';
import { findImage } from '../grid/find-image.ts';

/**
 * Opens an image of a report in the viewer; back from there is the report. Where another album is open, the report's is
 * opened beneath it first.
 * @param notHere said where the album does not hold the image
 */
export function openImage(albumId: string, imageId: string, notHere: string): void {
  if (useView.getState().albumId !== albumId) useView.setState({ albumId, search: '' });
  const place = useSelection.getState().place;
  const isLoaded = place?.albumId === albumId;
  if (isLoaded && findImage(place.columns, imageId, null) === null) notify(notHere);
  else showOverlay({ kind: 'viewer', imageId });
}
