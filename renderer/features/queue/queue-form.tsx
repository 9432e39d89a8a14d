import { useDeferredValue, useMemo, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { findAlbumIds, type FoundAlbumIds } from '#shared/find-album-ids.ts';
import { mostQueued } from '#shared/models/queue.ts';
import { useAlbums } from '../../queries/albums.ts';
import { useStartQueue } from '../../queries/queue.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { IdsField } from '../resync/ids-field.tsx';
import { BudgetField } from './budget-field.tsx';
import { FoundAlbums } from './found-albums.tsx';
import styles from './queue-form.module.css';
import { UnsureIds } from './unsure-ids.tsx';
import { useBudget } from './use-budget.ts';
import { useFocusIfLost } from './use-focus-if-lost.ts';

interface QueueFormProps {
  accountId: string;
  /** What is filled in already: the albums that the last queue did not ask for. */
  initial: string;
}

/** Takes any text with album ids in it, says what it found and what that costs, and begins a queue. */
export function QueueForm({ accountId, initial }: QueueFormProps) {
  const { t } = useTranslation('queue');
  const form = useFocusIfLost<HTMLFormElement>();
  const start = useStartQueue();
  const budget = useBudget(accountId);
  const { known, isPending } = useKnownAlbums(accountId, initial);
  const [text, setText] = useState(initial);
  /** Words that may be ids are asked for as well; said of this text alone. */
  const [withUnsure, setWithUnsure] = useState(false);
  const shown = useDeferredValue(text);
  const found = useMemo(() => findAlbumIds(shown, known), [shown, known]);
  const count = wanted(found, withUnsure).length;
  // Some of these words may be albums of the list that is still on its way.
  const isUnsettled = isPending && found.unsure.length > 0 && !withUnsure;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    // What was typed last may not be drawn yet.
    const ids = wanted(findAlbumIds(text, known), withUnsure);
    if (ids.length > 0 && ids.length <= mostQueued && !isUnsettled) start.mutate(ids);
  }

  return (
    <form ref={form} tabIndex={-1} onSubmit={submit} className={styles.form}>
      <p className={styles.intro}>{t('intro')}</p>
      <IdsField
        label={t('ids')}
        hint={initial === '' ? t('idsHint') : `${t('withLeft')} ${t('idsHint')}`}
        text={text}
        onText={(typed) => {
          setText(typed);
          setWithUnsure(false);
        }}
      />
      {shown.trim() !== '' && (
        <FoundAlbums found={found} count={count} budget={budget}>
          {found.unsure.length > 0 && (
            <UnsureIds
              ids={found.unsure}
              isPending={isPending}
              isWanted={withUnsure}
              onWanted={setWithUnsure}
            />
          )}
        </FoundAlbums>
      )}
      <BudgetField budget={budget} />
      {start.isError && <ErrorNote error={start.error} />}
      <p>
        <Button
          type="submit"
          variant="primary"
          disabled={count === 0 || count > mostQueued || isUnsettled || start.isPending}
        >
          {count === 0 ? t('start') : t('startCount', { count })}
        </Button>
      </p>
    </form>
  );
}

const wanted = ({ ids, unsure }: FoundAlbumIds, withUnsure: boolean): string[] =>
  withUnsure ? [...ids, ...unsure] : ids;

/** The ids of the account's albums, and those of the queue before: such a word is an id, whatever it looks like. */
function useKnownAlbums(accountId: string, before: string) {
  const { data: albums, isPending } = useAlbums(accountId);
  const known = useMemo<ReadonlySet<string>>(
    () => new Set([...(albums ?? []).map(({ id }) => id), ...before.split('\n')]),
    [albums, before],
  );
  return { known, isPending };
}
