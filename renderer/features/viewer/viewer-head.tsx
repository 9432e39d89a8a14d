import { Dialog } from '@base-ui/react/dialog';
import { Check, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Columns } from '#shared/columns/read.ts';
import { isSelected, select, useSelection } from '../../state/selection.ts';
import { toggle } from '../../state/selection/selection.ts';
import type { Shown } from '../../state/selection/shown.ts';
import { Button } from '../../ui/button.tsx';
import { plainText, PlainText } from '../../ui/plain-text.tsx';
import { SelectionCount } from '../selection/selection-count.tsx';
import { nameOf } from '../grid/order/sort.ts';
import styles from './viewer.module.css';

interface ViewerHeadProps {
  columns: Columns;
  shown: Shown;
  position: number;
  /** Null where the image is not among what is shown any more. */
  index: number | null;
}

/** The image's name, where one is, and whether it is selected. */
export function ViewerHead({ columns, shown, position, index }: ViewerHeadProps) {
  const { t } = useTranslation(['viewer', 'grid', 'common']);
  const selected = useSelection(isSelected(position));
  const name = plainText(nameOf(columns, position)) || t('grid:noName');
  return (
    <header className={styles.head}>
      {/* Said when the arrows go on. */}
      <div className={styles.name} aria-live="polite">
        <h2 title={name}>
          <PlainText>{name}</PlainText>
        </h2>
        {index !== null && <p>{t('place', { place: index + 1, total: shown.order.length })}</p>}
      </div>
      <SelectionCount columns={columns} shown={shown} />
      <Button
        className={styles.select}
        icon={<Check />}
        aria-pressed={selected}
        // A click leaves the focus where it is: Space goes on selecting.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => select((now) => toggle(now, position))}
      >
        {t('select')}
      </Button>
      <Dialog.Close render={<Button variant="quiet" icon={<X />} aria-label={t('common:close')} />} />
    </header>
  );
}
