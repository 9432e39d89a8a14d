import { useEffect, type RefObject } from 'react';
import type { AlbumState } from '#shared/models/album.ts';
import type { LoadedAlbum } from '../../queries/load-album.ts';
import { useSelection } from '../../state/selection.ts';
import type { Shown } from '../../state/selection/shown.ts';
import { closeOverlay, useView } from '../../state/view.ts';
import { findImage } from '../grid/find-image.ts';
import { ViewerDialog } from './viewer-dialog.tsx';

interface ViewerProps {
  album: AlbumState;
  loaded: LoadedAlbum;
  /** What the arrows go through. */
  shown: Shown;
  /** Makes another image the one that is looked at, here and in the grid. */
  goTo: (position: number) => void;
  /** Where the focus goes when the viewer is closed. */
  returnFocus: RefObject<HTMLElement | null>;
}

/** The viewer, while an image is looked at. An image that a resync removed meanwhile closes it. */
export function Viewer({ loaded, ...props }: ViewerProps) {
  const imageId = useView((view) => (view.overlay?.kind === 'viewer' ? view.overlay.imageId : null));
  const active = useSelection((state) => state.active);
  const position = imageId === null ? null : findImage(loaded.columns, imageId, active);
  const isGone = imageId !== null && position === null;
  useEffect(() => {
    if (isGone) closeOverlay();
  }, [isGone]);
  return position === null ? null : <ViewerDialog loaded={loaded} position={position} {...props} />;
}
