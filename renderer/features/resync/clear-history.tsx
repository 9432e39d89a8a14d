import { useTranslation } from 'react-i18next';
import { useRemoveResync } from '../../queries/resync-history.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';

/** Asks before all reports are removed: there is no way back. */
export function ClearHistory({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['resync', 'common']);
  const remove = useRemoveResync();
  return (
    <Dialog title={t('clearTitle')} onClose={onClose} readFirst>
      <DialogBody>
        <p>{t('clearHint')}</p>
        {remove.isError && <ErrorNote error={remove.error} />}
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{t('common:cancel')}</Button>
        <Button
          variant="primary"
          disabled={remove.isPending}
          onClick={() => remove.mutate(null, { onSuccess: onClose })}
        >
          {t('clearConfirm')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
