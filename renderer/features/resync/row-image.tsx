import { useTranslation } from 'react-i18next';
import { formerPictureAddress, pictureAddress } from '#shared/addresses.ts';
import type { Resync, ResyncKind, ResyncRow } from '#shared/models/resync.ts';
import { plainText, PlainText } from '../../ui/plain-text.tsx';
import { openImage } from './open-image.ts';
import { Picture } from './picture.tsx';
import styles from './row-image.module.css';

interface RowImageProps {
  accountId: string;
  resync: Resync;
  row: ResyncRow;
  isStop: boolean;
  onFocus: () => void;
  attach: (line: HTMLElement | null) => void;
}

/** Of these the album holds nothing to open. */
const gone: ReadonlySet<ResyncKind> = new Set(['removed', 'not-found']);

/** An image by its picture and its name; opens it in the viewer. */
export function RowImage({ accountId, resync, row, isStop, onFocus, attach }: RowImageProps) {
  const { t } = useTranslation('resync');
  const name = row.name || row.id;
  return (
    <button
      ref={attach}
      type="button"
      tabIndex={isStop ? 0 : -1}
      className={styles.image}
      // A button that does nothing can be reached all the same: keys go from image to image.
      aria-disabled={gone.has(row.kind)}
      title={plainText(row.id)}
      onFocus={onFocus}
      onClick={() => gone.has(row.kind) || openImage(resync.albumId, row.id, t('imageNotHere'))}
    >
      <span className={styles.thumb}>
        <Picture address={thumbOf(accountId, resync, row)} name="" />
      </span>
      <span>
        <PlainText>{name}</PlainText>
        {row.move !== null && row.move.count > 1 && (
          <small>{t('andMore', { count: row.move.count - 1 })}</small>
        )}
      </span>
    </button>
  );
}

/** As it is now, where the album holds it; else as it was; null where nothing is known of it. */
function thumbOf(accountId: string, { id, albumId }: Resync, row: ResyncRow): string | null {
  const { before, after } = row.versions;
  if (row.kind === 'failed' || (row.kind === 'not-found' && before === null)) return null;
  if (gone.has(row.kind)) return formerPictureAddress(accountId, id, row.key, 'before');
  return pictureAddress(accountId, albumId, row.id, 'small', after ?? before ?? 0);
}
