import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useAskNow, useWatches } from '../../queries/watches.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useFocusAfterRemoval } from './use-focus-after-removal.ts';
import { useWatchNotices } from './use-watch-notices.ts';
import { WatchItem } from './watch-item.tsx';
import styles from './watch-list.module.css';

/** The images that are waited for until they are processed, a line a watch; nothing where none is. */
export function WatchList() {
  const { t } = useTranslation('watching');
  const id = useId();
  const { data: watches = [], error, refetch } = useWatches();
  const askNow = useAskNow();
  useWatchNotices(watches);
  const { list, removing } = useFocusAfterRemoval(watches);
  if (watches.length === 0 && error === null) return null;
  return (
    <section className={styles.watches} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>{t('waiting')}</h2>
        {watches.some(({ endedAt }) => endedAt === null) && (
          <Button variant="bare" onClick={() => askNow.isPending || askNow.mutate()}>
            {t('lookNow')}
          </Button>
        )}
      </div>
      {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {askNow.isError && <ErrorNote error={askNow.error} />}
      <ul ref={list} className={styles.list}>
        {watches.map((watch) => (
          <WatchItem key={watch.id} watch={watch} onRemove={() => removing(watch.id)} />
        ))}
      </ul>
    </section>
  );
}
