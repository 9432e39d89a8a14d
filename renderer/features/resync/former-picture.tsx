import { useTranslation } from 'react-i18next';
import { formerPictureAddress } from '#shared/addresses.ts';
import type { ResyncRow } from '#shared/models/resync.ts';
import { plainText } from '../../ui/plain-text.tsx';
import styles from './former-picture.module.css';
import { Picture } from './picture.tsx';

interface FormerPictureProps {
  accountId: string;
  resyncId: string;
  row: ResyncRow;
  side: 'before' | 'after';
}

/** How an image looked on one side of a resync. */
export function FormerPicture({ accountId, resyncId, row, side }: FormerPictureProps) {
  const { t } = useTranslation('resync');
  const name = plainText(row.name || row.id);
  return (
    <span className={styles.picture}>
      <Picture
        addresses={[formerPictureAddress(accountId, resyncId, row.key, side)]}
        name={t(side === 'before' ? 'pictureBefore' : 'pictureAfter', { name })}
        missing={t('noFormerPicture')}
      />
    </span>
  );
}
