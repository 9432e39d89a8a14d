import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlbumQueue, QueuedAlbum } from '#shared/models/queue.ts';
import { errorSentence } from '../../i18n/error-sentence.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useQueuedAlbums } from '../../queries/queue.ts';
import { openAlbum, showOverlay } from '../../state/view.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { plainText, PlainText } from '../../ui/plain-text.tsx';
import { useSettled } from '../../ui/use-settled.ts';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import styles from './queue-table.module.css';
import { changeWords } from './queue-words.ts';

/** Rows that only pass by are not asked for, milliseconds. */
const scrollingEnds = 80;

/** The queue's albums with what came of each, those that failed first. */
export function QueueTable({ queue }: { queue: AlbumQueue }) {
  const { t } = useTranslation('queue');
  const [sight, setSight] = useState<readonly [number, number]>([0, 0]);
  const { rows, error, askAgain } = useQueuedAlbums(queue, useSettled(sight, scrollingEnds));
  return (
    <>
      {error !== null && <ErrorNote error={error} onRetry={askAgain} />}
      <VirtualTable
        label={t('albums')}
        rows={rows}
        onSight={(first, last) => setSight([first, last])}
        columns={[
          {
            key: 'album',
            header: t('album'),
            width: 'minmax(0, 3fr)',
            cell: ({ albumId }) => <PlainText>{albumId === '' ? t('noName') : albumId}</PlainText>,
          },
          {
            key: 'outcome',
            header: t('outcome'),
            width: 'minmax(0, 4fr)',
            cell: (album) => <Outcome album={album} />,
          },
          {
            key: 'what',
            header: t('what'),
            width: 'minmax(0, 3fr)',
            cell: (album) => (
              <span className={styles.what} data-status={album.status}>
                {changeWords(t, album)}
              </span>
            ),
          },
          {
            key: 'actions',
            header: t('actions'),
            width: '148px',
            cell: (album) => <Actions album={album} />,
          },
        ]}
      />
    </>
  );
}

function Outcome({ album: { status, error } }: { album: QueuedAlbum }) {
  const { t } = useTranslation('queue');
  const { t: tErrors } = useTranslation('errors');
  const language = useLanguage();
  return (
    <>
      <span className={styles.status} data-status={status}>
        {t(`status_${status}`)}
      </span>
      {error !== null && <p className={styles.why}>{errorSentence(tErrors, language, error)}</p>}
    </>
  );
}

function Actions({ album: { albumId, resyncId } }: { album: QueuedAlbum }) {
  const { t } = useTranslation('queue');
  const album = albumId === '' ? t('noName') : plainText(albumId);
  return (
    <span className={styles.actions}>
      {resyncId !== null && (
        <Button
          variant="bare"
          aria-label={t('reportOf', { album })}
          onClick={() => showOverlay({ kind: 'resync-report', resyncId })}
        >
          {t('report')}
        </Button>
      )}
      <Button variant="bare" aria-label={t('openOf', { album })} onClick={() => openAlbum(albumId)}>
        {t('open')}
      </Button>
    </span>
  );
}
