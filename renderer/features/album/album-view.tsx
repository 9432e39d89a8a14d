import { useLayoutEffect } from 'react';
import { useColumns, useAlbum } from '../../queries/album.ts';
import type { LoadedAlbum } from '../../queries/load-album.ts';
import { placeSelection } from '../../state/selection.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { AlbumHeader } from '../grid/album-header.tsx';
import { AlbumImages } from './album-images.tsx';
import styles from './album-view.module.css';
import { GridSkeleton } from '../grid/grid-skeleton.tsx';
import { SelectionBar } from '../grid/selection-bar.tsx';
import { Toolbar } from '../grid/toolbar.tsx';

interface AlbumViewProps {
  accountId: string;
  albumId: string;
}

/** The open album: its head, its tools, its images and what is selected of them. */
export function AlbumView({ accountId, albumId }: AlbumViewProps) {
  const album = useAlbum(accountId, albumId);
  const loaded = useColumns(accountId, albumId, album.data);
  usePlacedSelection(accountId, albumId, loaded.data);
  const failed = album.isError ? album : loaded.isError ? loaded : null;

  if (album.data !== undefined && loaded.data !== undefined) {
    // Another album is another view: where it was scrolled to is its own.
    return (
      <AlbumImages
        key={albumId}
        album={album.data}
        loaded={loaded.data}
        loadError={loaded.error}
        readAgain={() => void loaded.refetch({ cancelRefetch: false })}
      />
    );
  }
  return (
    <div className={styles.view} aria-busy={failed === null}>
      <AlbumHeader albumId={albumId} album={album.data} shown={null} />
      <Toolbar found={0} />
      {failed === null ? (
        <GridSkeleton />
      ) : (
        <div className={styles.failed}>
          <ErrorNote error={failed.error} onRetry={() => void album.refetch().then(() => loaded.refetch())} />
        </div>
      )}
      <SelectionBar albumId={albumId} columns={undefined} shown={null} />
    </div>
  );
}

/** Before what came is painted: the selection belongs to it. */
function usePlacedSelection(accountId: string, albumId: string, loaded: LoadedAlbum | undefined): void {
  useLayoutEffect(() => {
    if (loaded === undefined) return;
    placeSelection({ accountId, albumId, columns: loaded.columns, growing: loaded.growing });
  }, [accountId, albumId, loaded]);
}
