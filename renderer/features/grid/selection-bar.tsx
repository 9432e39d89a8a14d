import {
  CircleDashed,
  ClipboardCopy,
  Contrast,
  Eye,
  Hourglass,
  RefreshCw,
  RotateCw,
  Share2,
  X,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Columns } from '#shared/columns/read.ts';
import { useCopy } from '../../queries/clipboard.ts';
import { notify } from '../../state/notices.ts';
import { chosenIn, select, showOnlySelected, useSelection } from '../../state/selection.ts';
import { invertShown, nothingSelected } from '../../state/selection/selection.ts';
import type { Shown } from '../../state/selection/shown.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Tool } from '../../ui/tool.tsx';
import { callsWords } from '../resync/report-words.ts';
import { useWait } from '../watching/use-wait.ts';
import type { Comparison } from './compared/use-comparison.ts';
import styles from './selection-bar.module.css';
import { SelectionCount } from '../selection/selection-count.tsx';
import { useSelectionActions } from './use-selection-actions.ts';

interface SelectionBarProps {
  albumId: string;
  /** Undefined and null while the album is being opened. */
  columns: Columns | undefined;
  shown: Shown | null;
  /** Absent while the album is being opened. */
  comparison?: Comparison;
}

/** How many images are selected and what can be done with them. Always there, so that nothing moves when it is needed. */
export function SelectionBar({ albumId, columns, shown, comparison }: SelectionBarProps) {
  const { t } = useTranslation('selection');
  const { t: tMarks } = useTranslation('marks');
  const { t: tWatching } = useTranslation('watching');
  const { t: tResync } = useTranslation('resync');
  const count = useSelection((state) => chosenIn(state).size);
  const isEmpty = count === 0 || columns === undefined;
  const only = useSelection((state) => state.only !== null);
  const actions = useSelectionActions(albumId, columns, shown);
  const copy = useCopy();
  const wait = useWait(albumId, 'selection');

  function copyIds() {
    const ids = actions.ids();
    copy.mutate(ids.join('\n'), { onSuccess: () => notify(t('copied', { count: ids.length })) });
  }

  return (
    <footer className={styles.bar}>
      {copy.isError && <ErrorNote error={copy.error} onRetry={copyIds} />}
      {wait.error !== null && <ErrorNote error={wait.error} onRetry={wait.start} />}
      <div className={styles.line}>
        <SelectionCount columns={columns} shown={shown} />
        <div role="group" aria-label={t('selection')} className={styles.tools}>
          <Tool
            name={t('onlySelected')}
            icon={<Eye />}
            aria-pressed={only}
            disabled={isEmpty && !only}
            onClick={() => showOnlySelected(!only)}
          />
          <Tool
            name={t('invert')}
            icon={<Contrast />}
            disabled={shown === null || shown.order.length === 0}
            onClick={() => shown !== null && select((now) => invertShown(now, shown))}
          />
          {comparison && (comparison.compared !== null || comparison.choices?.length !== 0) && (
            <Tool
              name={tMarks('selectNotShared')}
              icon={<CircleDashed />}
              disabled={shown === null || shown.order.length === 0}
              onClick={() => comparison.selectMarked('notShared')}
            />
          )}
          {comparison && (comparison.counts?.changedSince ?? 0) > 0 && (
            <Tool
              name={tMarks('selectChanged')}
              icon={<RotateCw />}
              onClick={() => comparison.selectMarked('changedSince')}
            />
          )}
          <Tool
            name={t('clear')}
            icon={<X />}
            disabled={isEmpty}
            onClick={() => select((now) => nothingSelected(now.chosen.length))}
          />
        </div>
        <div role="group" aria-label={t('actions')} className={styles.actions}>
          <Tool name={t('copyIds')} icon={<ClipboardCopy />} disabled={isEmpty} onClick={copyIds} />
          <Tool
            name={tWatching('wait')}
            className={styles.wait}
            icon={<Hourglass />}
            title={tWatching('waitHint')}
            disabled={!wait.any || wait.isPending}
            onClick={wait.start}
          />
          <Tool
            name={t('resync')}
            icon={<RefreshCw />}
            title={tResync('selectedHint', { name: t('resync'), calls: callsWords(tResync, count) })}
            disabled={isEmpty || actions.isResyncing}
            onClick={actions.resync}
          />
          <Button
            variant="primary"
            icon={<Share2 />}
            disabled={isEmpty}
            aria-haspopup="dialog"
            onClick={actions.share}
          >
            {t('share')}
          </Button>
        </div>
      </div>
    </footer>
  );
}
