import { ClipboardCopy, ListPlus, RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AlbumQueue } from '#shared/models/queue.ts';
import { formatDateTime } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useCopy } from '../../queries/clipboard.ts';
import { useAllQueuedAlbums, useRetryFailedAlbums } from '../../queries/queue.ts';
import { notify } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import outcome from '../../ui/outcome.module.css';
import styles from './queue-panel.module.css';
import { outcomeWords, queueText, tallyOf } from './queue-words.ts';
import { useFocusIfLost } from './use-focus-if-lost.ts';

interface QueueEndProps {
  queue: AlbumQueue;
  onNew: (initial: string) => void;
}

/** What came of a queue, what failed first, and what can be done next. */
export function QueueEnd({ queue, onNew }: QueueEndProps) {
  const { t } = useTranslation('queue');
  const { t: tErrors } = useTranslation('errors');
  const language = useLanguage();
  const retry = useRetryFailedAlbums();
  const albums = useAllQueuedAlbums();
  const copy = useCopy();
  const tally = tallyOf(queue);
  const error = retry.error ?? albums.error ?? copy.error;

  const end = useFocusIfLost<HTMLDivElement>();
  // Whoever pressed a button has the focus there: one that is disabled meanwhile would lose it.
  const isBusy = retry.isPending || albums.isPending || copy.isPending;

  const copyText = () =>
    albums.mutate(undefined, {
      onSuccess: (all) =>
        copy.mutate(queueText(t, tErrors, language, queue, all), { onSuccess: () => notify(t('copied')) }),
    });
  const begin = () => {
    if (tally.left === 0) onNew('');
    else
      albums.mutate(undefined, {
        onSuccess: (all) =>
          onNew(
            all
              .filter(({ status }) => status === 'queued')
              .map(({ albumId }) => albumId)
              .join('\n'),
          ),
      });
  };

  return (
    <>
      <div
        ref={end}
        tabIndex={-1}
        role="status"
        className={outcome.outcome}
        data-end={tally.failed > 0 ? 'bad' : tally.left > 0 ? 'partly' : 'good'}
      >
        <p>{outcomeWords(t, queue)}</p>
        {tally.failed + tally.changed + tally.left === 0 && <p>{t('allSame', { count: tally.total })}</p>}
        <p className={outcome.muted}>
          {t(tally.left > 0 ? 'stopped' : 'ended', {
            when: formatDateTime(queue.endedAt ?? queue.startedAt, language),
            started: formatDateTime(queue.startedAt, language),
          })}
        </p>
      </div>
      <p className={styles.actions}>
        {tally.failed > 0 && (
          <Button icon={<RotateCw />} onClick={() => isBusy || retry.mutate()}>
            {t('askFailed')}
          </Button>
        )}
        <Button icon={<ClipboardCopy />} onClick={() => isBusy || copyText()}>
          {t('copyText')}
        </Button>
        <Button icon={<ListPlus />} onClick={() => isBusy || begin()}>
          {t('newQueue')}
        </Button>
      </p>
      {error !== null && <ErrorNote error={error} />}
    </>
  );
}
