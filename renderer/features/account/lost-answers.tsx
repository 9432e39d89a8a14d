import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePreferences, useSetPreferences } from '../../queries/preferences.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { fenceChoices, formatSpan } from './fence-choices.ts';
import styles from './lost-answers.module.css';

/** After which time a share whose answer was lost may be sent again (faults.md): what that is for, and what it cannot do. */
export function LostAnswers() {
  const { t } = useTranslation('account');
  const id = useId();
  const language = useLanguage();
  const { data: preferences } = usePreferences();
  const set = useSetPreferences();
  if (preferences === undefined) return null;
  const chosen = preferences.shareFenceSeconds;
  // What was set by hand can be chosen as well.
  const choices = [...new Set([...fenceChoices, chosen])].sort((one, other) => one - other);
  return (
    <section className={styles.lost} aria-labelledby={id}>
      <h3 id={id}>{t('lostAnswers')}</h3>
      <p id={`${id}-hint`}>{t('fenceHint')}</p>
      <label>
        {t('fence')}
        <select
          value={chosen}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => set.mutate({ shareFenceSeconds: Number(target.value) })}
        >
          {choices.map((seconds) => (
            <option key={seconds} value={seconds}>
              {formatSpan(seconds, language)}
            </option>
          ))}
        </select>
      </label>
      {set.isError && <ErrorNote error={set.error} offersToken={false} />}
    </section>
  );
}
