import { useRef, useState } from 'react';
import type { AlbumState } from '#shared/models/album.ts';
import { defaultTileSize } from '#shared/models/preferences.ts';
import type { LoadedAlbum } from '../../queries/load-album.ts';
import { usePreferences } from '../../queries/preferences.ts';
import { setActive } from '../../state/selection.ts';
import { shownIndex } from '../../state/selection/shown.ts';
import { showOverlay } from '../../state/view.ts';
import { Viewer } from '../viewer/viewer.tsx';
import { AlbumAlerts } from './album-alerts.tsx';
import { AlbumHeader } from '../grid/album-header.tsx';
import { AlbumNotices } from '../grid/album-notices.tsx';
import styles from './album-view.module.css';
import { CompareWith } from '../grid/compared/compare-with.tsx';
import { useComparison } from '../grid/compared/use-comparison.ts';
import { ImageGrid } from '../grid/image-grid.tsx';
import { NothingShown } from '../grid/nothing-shown.tsx';
import { GridScroller } from '../grid/layout/scroller.ts';
import { SelectionBar } from '../grid/selection-bar.tsx';
import { Toolbar } from '../grid/toolbar.tsx';
import { useAlbumKeys } from '../grid/use-album-keys.ts';
import { useCompleteInSight } from '../grid/use-complete-in-sight.ts';
import { useSelectionActions } from '../grid/use-selection-actions.ts';
import { useShown } from '../grid/use-shown.ts';

interface AlbumImagesProps {
  album: AlbumState;
  loaded: LoadedAlbum;
  /** Why what the library holds could not be read to its end; null where it was. */
  loadError: Error | null;
  readAgain: () => void;
}

/** An album whose images are there. `loaded` may be of an earlier revision than `album` while the next one comes. */
export function AlbumImages({ album, loaded, loadError, readAgain }: AlbumImagesProps) {
  const { accountId, albumId } = album;
  const { columns } = loaded;
  const shown = useShown(loaded);
  const [scroller] = useState(() => new GridScroller());
  const grid = useRef<HTMLDivElement>(null);
  const { share } = useSelectionActions(albumId, columns, shown);
  const tileSize = usePreferences().data?.tileSize ?? defaultTileSize;
  const comparison = useComparison(accountId, albumId, loaded, shown);
  useAlbumKeys({ shown, share, selectNotShared: () => comparison.selectMarked('notShared') });
  const completeError = useCompleteInSight(album, columns, shown, scroller);

  /** The viewer has moved on: so does the grid beneath it. */
  function goTo(position: number) {
    setActive(position);
    const index = shownIndex(shown, position);
    if (index !== null) scroller.reveal(index);
    showOverlay({ kind: 'viewer', imageId: columns.text('id', position) });
  }

  return (
    <div className={styles.view}>
      <AlbumHeader albumId={albumId} album={album} shown={shown} comparison={comparison} />
      <Toolbar found={shown.order.length}>
        <CompareWith comparison={comparison} />
      </Toolbar>
      <AlbumAlerts album={album} loadError={loadError} readAgain={readAgain} />
      <AlbumNotices album={album} columns={columns} completeError={completeError} comparison={comparison} />
      <div className={styles.images}>
        <ImageGrid
          ref={grid}
          accountId={accountId}
          albumId={albumId}
          columns={columns}
          shown={shown}
          tileSize={tileSize}
          scroller={scroller}
          marks={comparison.marks}
          syncedAt={album.syncedAt}
          openViewer={goTo}
        />
        {shown.order.length === 0 && (album.isWhole || columns.count > 0) && (
          <NothingShown isEmpty={columns.count === 0} />
        )}
      </div>
      <SelectionBar albumId={albumId} columns={columns} shown={shown} comparison={comparison} />
      <Viewer album={album} loaded={loaded} shown={shown} goTo={goTo} returnFocus={grid} />
    </div>
  );
}
