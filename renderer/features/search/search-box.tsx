import { Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Columns } from '#shared/columns/read.ts';
import { useView } from '../../state/view.ts';
import { indexOf } from './index-of.ts';
import styles from './search-box.module.css';

/** The album's `searchbox`. What is typed is searched at once. */
export function SearchBox({ columns, found }: { columns: Columns | undefined; found: number }) {
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
        // The first letter should not wait for the index of a large album.
        onFocus={() => columns && requestIdleCallback(() => indexOf(columns))}
      />
      <span role="status" className={styles.found}>
        {query.trim() !== '' && t('found', { count: found })}
      </span>
    </div>
  );
}
