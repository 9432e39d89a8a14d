import { Dialog } from '@base-ui/react/dialog';
import { useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlbumState } from '#shared/models/album.ts';
import type { LoadedAlbum } from '../../queries/load-album.ts';
import { select } from '../../state/selection.ts';
import { toggle } from '../../state/selection/selection.ts';
import { shownIndex, type Shown } from '../../state/selection/shown.ts';
import { closeOverlay } from '../../state/view.ts';
import { Details } from './details.tsx';
import { Stage } from './stage.tsx';
import { viewerTarget } from './viewer-target.ts';
import styles from './viewer.module.css';
import { ViewerHead } from './viewer-head.tsx';

interface ViewerDialogProps {
  album: AlbumState;
  loaded: LoadedAlbum;
  shown: Shown;
  position: number;
  goTo: (position: number) => void;
  returnFocus: RefObject<HTMLElement | null>;
}

/** One image, as large as there is room, with everything known of it. Arrows go on in the order that is shown. */
export function ViewerDialog({ album, loaded, shown, position, goTo, returnFocus }: ViewerDialogProps) {
  const { t } = useTranslation('viewer');
  const popup = useRef<HTMLDivElement>(null);
  const [direction, setDirection] = useState<1 | -1>(1);
  const { columns } = loaded;
  const index = shownIndex(shown, position);
  const neighbour = (step: 1 | -1): number | null =>
    index === null ? null : (shown.order[index + step] ?? null);

  function go(target: number | null) {
    if (target === null || target === index) return;
    const next = shown.order[target];
    if (next === undefined) return;
    setDirection(index !== null && target < index ? -1 : 1);
    goTo(next);
  }

  function onKeyDown(event: KeyboardEvent) {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof Element)) return;
    // A button that was reached by keys is pressed by Space.
    if (key === ' ' && target.closest('button') === null) {
      event.preventDefault();
      select((now) => toggle(now, position));
    }
    // In the details, up and down scroll.
    const next = viewerTarget(key, index, shown.order.length, target.closest('aside') === null);
    if (next === null) return;
    event.preventDefault();
    go(next);
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && closeOverlay()}>
      <Dialog.Portal>
        <Dialog.Popup
          ref={popup}
          aria-label={t('viewer')}
          initialFocus={popup}
          finalFocus={returnFocus}
          className={styles.viewer}
          onKeyDown={onKeyDown}
        >
          <ViewerHead columns={columns} shown={shown} position={position} index={index} />
          <Stage
            accountId={album.accountId}
            albumId={album.albumId}
            columns={columns}
            position={position}
            ahead={neighbour(direction)}
            onPrevious={neighbour(-1) === null || index === null ? null : () => go(index - 1)}
            onNext={neighbour(1) === null || index === null ? null : () => go(index + 1)}
          />
          <Details album={album} revision={loaded.revision} imageId={columns.text('id', position)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
