import { useTranslation } from 'react-i18next';
import { showOnlySelected } from '../../state/selection.ts';
import { useView } from '../../state/view.ts';
import { Button } from '../../ui/button.tsx';
import styles from './nothing-shown.module.css';

/** Why there is no image to see, and the way back. */
export function NothingShown({ isEmpty }: { isEmpty: boolean }) {
  const { t } = useTranslation('grid');
  const isSearching = useView((view) => view.search.trim() !== '');
  if (isEmpty) return <p className={styles.nothing}>{t('empty')}</p>;
  return (
    <div className={styles.nothing}>
      <h3>{isSearching ? t('nothingFound') : t('nothingOfSelection')}</h3>
      {isSearching && <p>{t('nothingFoundHint')}</p>}
      {isSearching ? (
        <Button onClick={() => useView.setState({ search: '' })}>{t('clearSearch')}</Button>
      ) : (
        <Button onClick={() => showOnlySelected(false)}>{t('showAll')}</Button>
      )}
    </div>
  );
}
