import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { pictureAddress } from '#shared/addresses.ts';
import type { Columns } from '#shared/columns/read.ts';
import { Button } from '../../ui/button.tsx';
import { pictureVersion } from '../grid/tiles/tile-facts.ts';
import { LargePicture } from './large-picture.tsx';
import styles from './viewer.module.css';

interface StageProps {
  accountId: string;
  albumId: string;
  columns: Columns;
  position: number;
  /** The image that is likely to be looked at next; null at the end. */
  ahead: number | null;
  /** Null where there is none. */
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
}

/** The picture and the ways to its neighbours. */
export function Stage({ accountId, albumId, columns, position, ahead, onPrevious, onNext }: StageProps) {
  const { t } = useTranslation('viewer');
  const [loaded, setLoaded] = useState<string | null>(null);
  const address = (at: number): string =>
    pictureAddress(accountId, albumId, columns.text('id', at), 'screen', pictureVersion(columns, at));
  const current = address(position);
  usePreload(ahead !== null && loaded === current ? address(ahead) : null);
  return (
    <div className={styles.stage}>
      <LargePicture
        key={current}
        accountId={accountId}
        albumId={albumId}
        columns={columns}
        position={position}
        address={current}
        onLoaded={() => setLoaded(current)}
      />
      <Way name={t('previous')} icon={<ChevronLeft />} side="left" go={onPrevious} />
      <Way name={t('next')} icon={<ChevronRight />} side="right" go={onNext} />
    </div>
  );
}

interface WayProps {
  name: string;
  icon: ReactNode;
  side: 'left' | 'right';
  go: (() => void) | null;
}

function Way({ name, icon, side, go }: WayProps) {
  return (
    <Button
      className={styles.way}
      icon={icon}
      data-side={side}
      aria-label={name}
      title={name}
      disabled={go === null}
      onMouseDown={(event) => event.preventDefault()}
      onClick={go ?? undefined}
    />
  );
}

/** Loads one picture ahead, once what is looked at is there; every load counts (api.md), so no more than one. */
function usePreload(address: string | null): void {
  useEffect(() => {
    if (address === null) return;
    const image = new Image();
    image.src = address;
    return () => image.removeAttribute('src');
  }, [address]);
}
