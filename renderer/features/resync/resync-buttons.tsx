import { ListRestart, RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { showOverlay } from '../../state/view.ts';
import { Tool } from '../../ui/tool.tsx';
import { useResync } from './use-resync.ts';

/** The album's buttons that ask the server again. */
export function ResyncButtons({ albumId }: { albumId: string }) {
  const { t } = useTranslation('resync');
  const resync = useResync();
  return (
    <>
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
    </>
  );
}
