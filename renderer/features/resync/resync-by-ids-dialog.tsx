import { useDeferredValue, useId, useMemo, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSelection } from '../../state/selection.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../ui/dialog.tsx';
import { findIds } from './find-ids.ts';
import { Found } from './found.tsx';
import styles from './resync-by-ids-dialog.module.css';
import { useResync } from './use-resync.ts';

/** As many ids as one call of the contract takes. */
const limit = 100_000;

/** Takes any text and asks the server for the images whose ids are in it. */
export function ResyncByIdsDialog({ albumId, onClose }: { albumId: string; onClose: () => void }) {
  const { t } = useTranslation(['resync', 'common']);
  const id = useId();
  const resync = useResync();
  const [text, setText] = useState('');
  const shown = useDeferredValue(text);
  const held = useHeldIds(albumId);
  const found = useMemo(() => findIds(shown, (word) => held.has(word)), [shown, held]);
  const count = found.ids.length;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    // What was typed last may not be drawn yet.
    const { ids, noIds } = findIds(text, (word) => held.has(word));
    if (ids.length > 0 && ids.length <= limit) resync.images(albumId, ids, noIds);
  }

  return (
    <Dialog title={t('byIds')} size="m" onClose={onClose}>
      <form onSubmit={submit}>
        <DialogBody>
          <div className={styles.field}>
            <label htmlFor={id}>{t('ids')}</label>
            <textarea
              id={id}
              name="ids"
              rows={9}
              spellCheck={false}
              aria-describedby={`${id}-hint`}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
            <p id={`${id}-hint`} className={styles.hint}>
              {t('idsHint')}
            </p>
          </div>
          {shown.trim() !== '' && <Found found={found} limit={limit} />}
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
