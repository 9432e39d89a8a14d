import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dailyBudgetBounds } from '#shared/models/preferences.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useSetPreferences } from '../../queries/preferences.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { readBudget, type Budget } from './budget.ts';
import styles from './budget-field.module.css';

/** How many calls a day the queue may use up, to be set; and how many of them are used. */
export function BudgetField({ budget: { budget, used, left } }: { budget: Budget }) {
  const { t } = useTranslation('queue');
  const language = useLanguage();
  const set = useSetPreferences();
  // What is typed counts when the field is left or Enter is pressed: "1" on the way to "1000" is no budget.
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);

  function take() {
    if (typed === null) return;
    const read = readBudget(typed);
    setWrong(read === null);
    if (read === null) return;
    setTyped(null);
    if (read !== budget) set.mutate({ dailyBudget: read });
  }

  return (
    <div className={styles.budget}>
      <TextField
        label={t('budget')}
        hint={t('budgetHint')}
        inputMode="numeric"
        aria-invalid={wrong}
        value={typed ?? new Intl.NumberFormat(language).format(budget)}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          take();
        }}
      />
      {wrong && (
        <p role="alert" className={styles.wrong}>
          {t('budgetWrong', dailyBudgetBounds)}
        </p>
      )}
      <p className={styles.used}>
        {used === null
          ? t('usedUnknown')
          : left === null
            ? t('used', { used })
            : t('usedOf', { used, budget, left })}
      </p>
      {set.isError && <ErrorNote error={set.error} offersToken={false} />}
    </div>
  );
}
