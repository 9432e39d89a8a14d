import { useTranslation } from 'react-i18next';
import type { Resync, ResyncRow } from '#shared/models/resync.ts';
import { plainText, PlainText } from '../../ui/plain-text.tsx';
import { canBeOpened, openImage } from './open-image.ts';
import { Picture } from './picture.tsx';
import styles from './row-image.module.css';
import { thumbAddresses } from './thumb-addresses.ts';

interface RowImageProps {
  accountId: string;
  resync: Resync;
  row: ResyncRow;
  /** It stands for a moved block, whose other images have no line of their own. */
  isFolded: boolean;
  isStop: boolean;
  onFocus: () => void;
  attach: (line: HTMLElement | null) => void;
}

/** An image by its picture and its name; opens it in the viewer. */
export function RowImage({ accountId, resync, row, isFolded, isStop, onFocus, attach }: RowImageProps) {
  const { t } = useTranslation('resync');
  const name = row.name || row.id;
  return (
    <button
      ref={attach}
      type="button"
      tabIndex={isStop ? 0 : -1}
      className={styles.image}
      // A button that does nothing can be reached all the same: keys go from image to image.
      aria-disabled={!canBeOpened(row)}
      title={plainText(row.id)}
      onFocus={onFocus}
      onClick={() => canBeOpened(row) && void openImage(t, resync, row)}
    >
      <span className={styles.thumb}>
        <Picture addresses={thumbAddresses(accountId, resync, row)} name="" />
      </span>
      <span>
        <PlainText>{name}</PlainText>
        {isFolded && row.move !== null && row.move.count > 1 && (
          <small>{t('andMore', { count: row.move.count - 1 })}</small>
        )}
      </span>
    </button>
  );
}
