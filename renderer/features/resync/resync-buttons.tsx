import { History, ListRestart, RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useResyncsUnderWay, useStartFailure } from '../../queries/resync.ts';
import { showOverlay } from '../../state/view.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Tool } from '../../ui/tool.tsx';
import styles from './resync-buttons.module.css';
import { useEndNotices } from './use-end-notices.ts';
import { showReport, useResync } from './use-resync.ts';

/** The album's buttons that ask the server again, and what came of it before. */
export function ResyncButtons({ albumId }: { albumId: string }) {
  const { t } = useTranslation('resync');
  const resync = useResync();
  const failure = useStartFailure();
  useEndNotices();
  return (
    <>
      <UnderWay />
      <Tool
        name={t('album')}
        icon={<RefreshCw />}
        disabled={resync.running}
        onClick={() => resync.album(albumId)}
      />
      <Tool
        name={t('byIds')}
        icon={<ListRestart />}
        disabled={resync.running}
        aria-haspopup="dialog"
        onClick={() => showOverlay({ kind: 'resync-by-ids' })}
      />
      <Tool
        name={t('history')}
        icon={<History />}
        onClick={() => showOverlay({ kind: 'resyncs', albumId })}
      />
      {failure !== null && (
        <div className={styles.failed}>
          <ErrorNote
            error={failure.error}
            onRetry={() =>
              failure.wish.imageIds === null
                ? resync.album(failure.wish.albumId)
                : resync.images(failure.wish.albumId, failure.wish.imageIds, failure.wish)
            }
          />
        </div>
      )}
    </>
  );
}

/** The newest resync that goes on behind the album; opens its report. */
function UnderWay() {
  const { t } = useTranslation('resync');
  const newest = useResyncsUnderWay().at(-1);
  if (newest === undefined) return null;
  const { id, scope, done, asked } = newest;
  return (
    <Button variant="bare" onClick={() => showReport(id)}>
      {scope === 'album' ? t('underWayAlbum') : t('underWay', { done, total: asked })}
    </Button>
  );
}
