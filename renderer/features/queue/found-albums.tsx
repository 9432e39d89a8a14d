import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundAlbumIds } from '#shared/find-album-ids.ts';
import { mostQueued } from '#shared/models/queue.ts';
import { plainText } from '../../ui/plain-text.tsx';
import { NoIds } from '../resync/no-ids.tsx';
import { Repeated } from '../resync/repeated.tsx';
import type { Budget } from './budget.ts';
import styles from './queue-form.module.css';

interface FoundAlbumsProps {
  found: FoundAlbumIds;
  /** So many are to be asked for. */
  count: number;
  budget: Budget;
  /** What is to be decided about it. */
  children?: ReactNode;
}

/** What was found in the text, and what asking for it costs, before anything is asked. */
export function FoundAlbums({
  found: { ids, repeated, noIds, column },
  count,
  budget,
  children,
}: FoundAlbumsProps) {
  const { t } = useTranslation('queue');
  return (
    <div className={styles.found}>
      <div role="status" aria-live="polite">
        <p className={styles.count}>{t('found', { count: ids.length })}</p>
        {count > 0 && count <= mostQueued && (
          <p>
            {t('cost', { count })} {budget.left !== null && count > budget.left && t('costBeyond')}
          </p>
        )}
      </div>
      {count > mostQueued && <p role="alert">{t('tooMany', { limit: mostQueued })}</p>}
      {column !== null && <p>{t('column', { column: plainText(column) })}</p>}
      {children}
      <Repeated ids={repeated} total={repeated.length} />
      <NoIds pieces={noIds} total={noIds.length} />
    </div>
  );
}
