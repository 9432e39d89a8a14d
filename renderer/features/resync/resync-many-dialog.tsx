import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { callsWords } from './report-words.ts';
import { useResync } from './use-resync.ts';

interface ResyncManyDialogProps {
  albumId: string;
  imageIds: string[];
  onClose: () => void;
}

/** Asks before a selection costs many calls: the whole album would cost one. */
export function ResyncManyDialog({ albumId, imageIds, onClose }: ResyncManyDialogProps) {
  const { t } = useTranslation(['resync', 'common']);
  const { t: tResync } = useTranslation('resync');
  const resync = useResync();
  const count = imageIds.length;
  return (
    <Dialog title={t('manyTitle', { count })} onClose={onClose} readFirst>
      <DialogBody>
        <p>{t('manyHint', { calls: callsWords(tResync, count) })}</p>
        <p>{t('manyAlbum')}</p>
        {resync.error !== null && <ErrorNote error={resync.error} />}
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{t('common:cancel')}</Button>
        <Button disabled={resync.running} onClick={() => resync.album(albumId)}>
          {t('album')}
        </Button>
        <Button variant="primary" disabled={resync.running} onClick={() => resync.images(albumId, imageIds)}>
          {t('startCount', { count })}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
