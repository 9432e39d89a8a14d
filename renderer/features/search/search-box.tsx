import { Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useView } from '../../state/view.ts';
import styles from './search-box.module.css';

/** The album's `searchbox`. What is typed is searched at once. */
export function SearchBox({ found }: { found: number }) {
  const { t } = useTranslation('search');
  const query = useView((view) => view.search);
  return (
    <div className={styles.box}>
      <Search aria-hidden />
      <input
        type="search"
        aria-label={t('search')}
        aria-keyshortcuts="Control+F Meta+F"
        placeholder={t('hint')}
        maxLength={500}
        spellCheck={false}
        value={query}
        onChange={(event) => useView.setState({ search: event.target.value })}
      />
      <span role="status" className={styles.found}>
        {query.trim() !== '' && t('found', { count: found })}
      </span>
    </div>
  );
}
