import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dailyBudgetBounds, preferences as schema } from '#shared/models/preferences.ts';
import { usePreferences, useSetPreferences } from '../../queries/preferences.ts';
import { ErrorNote } from '../../ui/error-note.tsx';

/** How many calls and pictures a day the queue of albums may use up. */
export function DailyBudget() {
  const { t } = useTranslation('support');
  const id = useId();
  const { data: preferences } = usePreferences();
  const set = useSetPreferences();
  /** As it is being typed; null where it is as it was set. */
  const [typed, setTyped] = useState<string | null>(null);
  if (preferences === undefined) return null;

  const read = typed === null || typed.trim() === '' ? null : readBudget(typed);
  const isWrong = typed !== null && read === null;

  function keep() {
    if (read !== null && read !== preferences?.dailyBudget) set.mutate({ dailyBudget: read });
    if (!isWrong) setTyped(null);
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <label htmlFor={id}>{t('budget')}</label>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        value={typed ?? String(preferences.dailyBudget)}
        aria-describedby={`${id}-hint`}
        aria-invalid={isWrong}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={keep}
      />
      <p id={`${id}-hint`}>{t('budgetHint')}</p>
      {isWrong && <p role="alert">{t('budgetWrong', { most: dailyBudgetBounds.max })}</p>}
      {set.isError && <ErrorNote error={set.error} offersToken={false} albumId={null} />}
    </form>
  );
}

const readBudget = (typed: string): number | null =>
  schema.shape.dailyBudget.safeParse(Number(typed)).data ?? null;
