import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useView, type Sort } from '../../state/view.ts';
import { SearchBox } from '../search/search-box.tsx';
import { TileSize } from './tile-size.tsx';
import styles from './toolbar.module.css';

const sorts = ['position', 'taken', 'uploaded', 'name', 'size'] as const satisfies Sort[];

interface ToolbarProps {
  /** How many images are shown. */
  found: number;
  /** What an album that is there adds to it. */
  children?: ReactNode;
}

/** How the album is shown: what of it, in which order, how large. */
export function Toolbar({ found, children }: ToolbarProps) {
  const { t } = useTranslation('grid');
  const sort = useView((view) => view.sort);
  return (
    <div className={styles.toolbar}>
      <SearchBox found={found} />
      <label className={styles.sort}>
        <span>{t('sortBy')}</span>
        <select
          value={sort}
          onChange={({ target }) => useView.setState({ sort: sorts[target.selectedIndex] ?? 'position' })}
        >
          {sorts.map((each) => (
            <option key={each} value={each}>
              {t(`sort_${each}`)}
            </option>
          ))}
        </select>
      </label>
      {children}
      <TileSize />
    </div>
  );
}
