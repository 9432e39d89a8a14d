import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { flag } from '#shared/columns/layout.ts';
import type { Columns } from '#shared/columns/read.ts';
import { chosenIn, useSelection } from '../../state/selection.ts';
import { positionsOf, sharedCount } from '../../state/selection/positions.ts';
import { shownPositions, type Shown } from '../../state/selection/shown.ts';
import styles from './selection-count.module.css';

interface SelectionCountProps {
  columns: Columns | undefined;
  shown: Shown | null;
}

/** The `status` of the selection: "3 of 1,000 selected", and what of it cannot be seen or sent. */
export function SelectionCount({ columns, shown }: SelectionCountProps) {
  const { t } = useTranslation('selection');
  const chosen = useSelection(chosenIn);
  const visible = useMemo(() => (shown === null ? null : shownPositions(shown)), [shown]);
  const withoutId = useMemo(() => (columns === undefined ? null : unidentified(columns)), [columns]);
  const selected = columns === undefined ? 0 : chosen.size;
  const hidden = visible === null ? 0 : selected - sharedCount(chosen, visible);
  const unsendable = withoutId === null ? 0 : sharedCount(chosen, withoutId);
  const notes = [
    hidden > 0 && t('hidden', { count: hidden }),
    unsendable > 0 && t('withoutId', { count: unsendable }),
  ].filter((note) => note !== false);
  return (
    <p role="status" aria-label={t('selection')} className={styles.count}>
      <strong data-any={selected > 0 || undefined}>
        {t('selected', { selected, total: columns?.count ?? 0 })}
      </strong>
      {notes.length > 0 && <span title={notes.join(', ')}>{notes.join(', ')}</span>}
    </p>
  );
}

function unidentified(columns: Columns) {
  return positionsOf(columns.count, positionsWithout(columns));
}

function* positionsWithout(columns: Columns): Generator<number> {
  let position = 0;
  for (const part of columns.parts) {
    for (const bits of part.numbers('flags')) {
      if ((bits & flag.unidentified) !== 0) yield position;
      position += 1;
    }
  }
}
