import { useDeferredValue, useMemo, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { findAlbumIds } from '#shared/find-album-ids.ts';
import { mostQueued } from '#shared/models/queue.ts';
import { useAlbums } from '../../queries/albums.ts';
import { useStartQueue } from '../../queries/queue.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { IdsField } from '../resync/ids-field.tsx';
import { BudgetField } from './budget-field.tsx';
import { FoundAlbums } from './found-albums.tsx';
import styles from './queue-form.module.css';
import { useBudget } from './use-budget.ts';

interface QueueFormProps {
  accountId: string;
  /** What is filled in already: the albums that the last queue did not ask for. */
  initial: string;
}

/** Takes any text with album ids in it, says what it found and what that costs, and begins a queue. */
export function QueueForm({ accountId, initial }: QueueFormProps) {
  const { t } = useTranslation('queue');
  const start = useStartQueue();
  const budget = useBudget(accountId);
  const known = useKnownAlbums(accountId);
  const [text, setText] = useState(initial);
  const shown = useDeferredValue(text);
  const found = useMemo(() => findAlbumIds(shown, known), [shown, known]);
  const count = found.ids.length;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    // What was typed last may not be drawn yet.
    const { ids } = findAlbumIds(text, known);
    if (ids.length > 0 && ids.length <= mostQueued) start.mutate(ids);
  }

  return (
    <form onSubmit={submit} className={styles.form}>
      <p className={styles.intro}>{t('intro')}</p>
      <IdsField
        label={t('ids')}
        hint={initial === '' ? t('idsHint') : `${t('withLeft')} ${t('idsHint')}`}
        text={text}
        onText={setText}
      />
      {shown.trim() !== '' && <FoundAlbums found={found} budget={budget} />}
      <BudgetField budget={budget} />
      {start.isError && <ErrorNote error={start.error} />}
      <p>
        <Button
          type="submit"
          variant="primary"
          disabled={count === 0 || count > mostQueued || start.isPending}
        >
          {count === 0 ? t('start') : t('startCount', { count })}
        </Button>
      </p>
    </form>
  );
}

/** The ids of the account's albums: such a word is an id, whatever it looks like. */
function useKnownAlbums(accountId: string): ReadonlySet<string> {
  const { data: albums } = useAlbums(accountId);
  return useMemo(() => new Set(albums?.map((album) => album.id)), [albums]);
}
