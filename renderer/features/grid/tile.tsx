import { Check, CircleAlert, TriangleAlert } from 'lucide-react';
import { memo, useMemo, useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { Columns } from '#shared/columns/read.ts';
import { isSelected, useSelection } from '../../state/selection.ts';
import { Picture } from './picture.tsx';
import { tileFacts, type TileFacts } from './tile-facts.ts';
import styles from './tile.module.css';

interface TileProps {
  accountId: string;
  albumId: string;
  columns: Columns;
  position: number;
  /** From 1, in its row. */
  column: number;
  /** Pixels; the picture's place is a square. */
  width: number;
  fast: boolean;
}

/** The id of the element that stands for the image at `position`: what `aria-activedescendant` names. */
export const tileId = (position: number): string => `image-${position}`;

/** One image of the grid. It holds no handler: the grid hears for all of them. */
export const Tile = memo(function Tile({
  accountId,
  albumId,
  columns,
  position,
  column,
  width,
  fast,
}: TileProps) {
  const { t } = useTranslation('grid');
  const selected = useSelection(isSelected(position));
  const active = useSelection((state) => state.active === position);
  const facts = useMemo(
    () => tileFacts(accountId, albumId, columns, position),
    [accountId, albumId, columns, position],
  );
  const [failed, setFailed] = useState<string | null>(null);
  const name = facts.name || t('noName');
  const noPicture = facts.address === null || failed === facts.address;
  const marks = [
    noPicture && t('noPicture'),
    facts.processingError && t('processingError'),
    facts.odd && t('oddRecord'),
    facts.page > 0 && t('page', { page: facts.page }),
  ].filter((mark) => mark !== false);
  return (
    <div
      role="gridcell"
      id={tileId(position)}
      aria-label={name}
      aria-description={marks.length > 0 ? marks.join('. ') : undefined}
      aria-selected={selected}
      aria-colindex={column}
      data-image-id={facts.id}
      data-position={position}
      data-active={active || undefined}
      className={styles.tile}
    >
      <div className={styles.frame}>
        <div className={styles.picture} data-picture style={pictureStyle(facts, width, noPicture)}>
          <Picture
            key={facts.address}
            name={name}
            address={facts.address}
            wait={fast}
            onFailed={() => setFailed(facts.address)}
          />
          <span className={styles.check} data-check aria-hidden>
            <Check />
          </span>
          <Marks facts={facts} />
        </div>
      </div>
      <div className={styles.caption} title={name} aria-hidden>
        <bdi data-picture>{name}</bdi>
      </div>
    </div>
  );
});

/** The same as the description, for those who see it. */
function Marks({ facts }: { facts: TileFacts }) {
  const { t } = useTranslation('grid');
  if (facts.page === 0 && !facts.odd && !facts.processingError) return null;
  return (
    <span className={styles.marks} aria-hidden>
      {facts.page > 0 && <span title={t('page', { page: facts.page })} data-page={facts.page} />}
      {facts.odd && (
        <span title={t('oddRecord')}>
          <CircleAlert />
        </span>
      )}
      {facts.processingError && (
        <span title={t('processingError')} data-bad>
          <TriangleAlert />
        </span>
      )}
    </span>
  );
}

/** The frame's inner width: what the stylesheet leaves around the picture. */
const frame = 12;

/** The picture's own shape, in its colour until it has come. */
function pictureStyle({ ratio, color }: TileFacts, width: number, noPicture: boolean) {
  const side = width - frame;
  // A panorama is still something to click on.
  const shape = Math.min(Math.max(ratio ?? 1, 0.15), 6);
  return {
    width: Math.round(shape >= 1 ? side : side * shape),
    height: Math.round(shape >= 1 ? side / shape : side),
    '--color': noPicture ? undefined : (color ?? undefined),
  } as CSSProperties;
}
