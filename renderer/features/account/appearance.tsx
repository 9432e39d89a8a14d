import { useTranslation } from 'react-i18next';
import { preferences as schema } from '#shared/models/preferences.ts';
import { usePreferences, useSetPreferences } from '../../queries/preferences.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './appearance.module.css';

/** The interface's language, and light or dark. */
export function Appearance() {
  const { t } = useTranslation('session');
  const { data: preferences } = usePreferences();
  const set = useSetPreferences();
  if (preferences === undefined) return null;
  return (
    <section className={styles.appearance}>
      <label>
        {t('language')}
        <select
          value={preferences.language}
          onChange={(event) => set.mutate({ language: schema.shape.language.parse(event.target.value) })}
        >
          {/* Each in its own words: whoever needs it cannot read the other. */}
          <option value="en">English</option>
          <option value="fr">Français</option>
        </select>
      </label>
      <label>
        {t('theme')}
        <select
          value={preferences.theme}
          onChange={(event) => set.mutate({ theme: schema.shape.theme.parse(event.target.value) })}
        >
          <option value="system">{t('themeSystem')}</option>
          <option value="light">{t('themeLight')}</option>
          <option value="dark">{t('themeDark')}</option>
        </select>
      </label>
      {set.isError && <ErrorNote error={set.error} offersToken={false} />}
    </section>
  );
}
