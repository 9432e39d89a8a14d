import { useMemo, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { findIds } from '#shared/find-ids.ts';
import { useSelection } from '../../state/selection.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useSettled } from '../../ui/use-settled.ts';
import { Found } from './found.tsx';
import { IdsField } from './ids-field.tsx';
import { useResync } from './use-resync.ts';

/** As many ids as one call of the contract takes. */
const limit = 100_000;

/** Characters of a text that is searched with every key; a longer one when no key was pressed for a moment. */
const quicklySearched = 50_000;

/** Takes any text and asks the server for the images whose ids are in it. */
export function ResyncByIdsDialog({ albumId, onClose }: { albumId: string; onClose: () => void }) {
  const { t } = useTranslation(['resync', 'common']);
  const resync = useResync();
  const [text, setText] = useState('');
  const settled = useSettled(text, 200);
  const shown = text.length <= quicklySearched ? text : settled;
  const held = useHeldIds(albumId);
  const found = useMemo(() => findIds(shown, (word) => held.has(word)), [shown, held]);
  const count = found.ids.length;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    // What was typed last may not have been searched yet.
    const { ids, noIds, repeated } = findIds(text, (word) => held.has(word));
    if (ids.length > 0 && ids.length <= limit) resync.images(albumId, ids, { noIds, repeated });
  }

  return (
    <Dialog title={t('byIds')} size="m" onClose={onClose}>
      <form onSubmit={submit}>
        <DialogBody>
          <IdsField label={t('ids')} hint={t('idsHint')} text={text} onText={setText} />
          {shown.trim() !== '' && <Found found={found} limit={limit} />}
          {resync.error !== null && <ErrorNote error={resync.error} />}
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" variant="primary" disabled={count === 0 || count > limit || resync.running}>
            {count === 0 ? t('start') : t('startCount', { count })}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** The ids of the album's images that are held here: such a word is an id, whatever it looks like. */
function useHeldIds(albumId: string): ReadonlySet<string> {
  const place = useSelection((selection) => selection.place);
  return useMemo(() => {
    if (place?.albumId !== albumId) return new Set<string>();
    const { columns } = place;
    return new Set(Array.from({ length: columns.count }, (_, position) => columns.text('id', position)));
  }, [place, albumId]);
}
