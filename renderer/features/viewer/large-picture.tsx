import { ImageOff } from 'lucide-react';
import { useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { Columns } from '#shared/columns/read.ts';
import { Button } from '../../ui/button.tsx';
import { againAddress } from '../grid/tiles/failed-pictures.ts';
import { tileFacts } from '../grid/tiles/tile-facts.ts';
import styles from './viewer.module.css';

interface LargePictureProps {
  accountId: string;
  albumId: string;
  columns: Columns;
  position: number;
  /** Of the picture in screen size. */
  address: string;
  onLoaded: () => void;
}

/** The picture in the place it will have, with its small form (the grid has it already) and its colour beneath. */
export function LargePicture({
  accountId,
  albumId,
  columns,
  position,
  address,
  onLoaded,
}: LargePictureProps) {
  const { t } = useTranslation(['viewer', 'grid', 'common']);
  const [state, setState] = useState<'coming' | 'there' | 'failed'>('coming');
  const [attempt, setAttempt] = useState(0);
  const facts = tileFacts(accountId, albumId, columns, position);
  const name = facts.name || t('grid:noName');
  const there = state === 'there';
  const failed = state === 'failed' || facts.address === null;
  return (
    <div
      className={styles.place}
      style={placeStyle(columns, position, facts.color)}
      data-state={failed ? 'failed' : state}
    >
      {facts.address !== null && !there && (
        <img className={styles.small} src={facts.address} alt="" draggable={false} />
      )}
      {facts.address !== null && (
        <img
          key={attempt}
          src={attempt === 0 ? address : againAddress(address)}
          alt={name}
          decoding="async"
          draggable={false}
          className={styles.large}
          onLoad={() => {
            setState('there');
            onLoaded();
          }}
          onError={() => setState('failed')}
        />
      )}
      {failed && (
        <div className={styles.failed}>
          <p role="alert">
            <ImageOff aria-hidden />
            {t('pictureFailed')}
          </p>
          {facts.address !== null && (
            <Button
              onClick={() => {
                setState('coming');
                setAttempt((now) => now + 1);
              }}
            >
              {t('common:tryAgain')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** Lets the stylesheet reserve the picture's place before anything is loaded, no larger than the picture is. */
function placeStyle(columns: Columns, position: number, color: string | null): CSSProperties {
  const [width, height] = [columns.number('width', position), columns.number('height', position)];
  const known = width > 0 && height > 0;
  return {
    '--color': color ?? undefined,
    '--ratio': known ? width / height : undefined,
    '--most': known ? `${Math.max(width, 480)}px` : undefined,
  } as CSSProperties;
}
