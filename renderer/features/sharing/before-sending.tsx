import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { labelIn } from '#shared/label.ts';
import type { ShareRequest } from '#shared/models/sharing.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useSelection } from '../../state/selection.ts';
import { each } from '../../state/selection/positions.ts';
import { plainText } from '../../ui/plain-text.tsx';
import { alreadyWords, lookProblem } from './before-words.ts';
import styles from './before-sending.module.css';
import { processingOf } from './processing.ts';
import type { AlreadyThere } from './use-already-there.ts';

interface BeforeSendingProps {
  /** How many images are to be shared. */
  total: number;
  /** Where to; null while nothing is chosen. */
  target: Pick<ShareRequest, 'labels'> | null;
  there: AlreadyThere;
  again: boolean;
  onAgain: (again: boolean) => void;
}

/** What is to be known before images are shared: how many, where to, what is there already, what is not processed. */
export function BeforeSending({ total, target, there, again, onAgain }: BeforeSendingProps) {
  const { t } = useTranslation('sharing');
  const { t: tErrors } = useTranslation('errors');
  const language = useLanguage();
  const { unprocessed, broken } = useProcessing();
  const { look } = there;
  const notes = target === null ? [] : alreadyWords(t, there, total, again);
  const problem = target === null || !look?.error ? null : lookProblem(t, tErrors, language, look.error);
  const isEmpty = target === null && unprocessed + broken === 0;
  return (
    <>
      {/* Always there, so that screen readers hear what comes into it. */}
      <div role="status" aria-live="polite" className={isEmpty ? undefined : styles.summary}>
        {target !== null && (
          <strong>
            {t('toWhere', {
              count: total,
              label: plainText(labelIn(target.labels, language)) || t('otherSharing'),
            })}
          </strong>
        )}
        {notes.map((words) => (
          <p key={words}>{words}</p>
        ))}
        {problem !== null && <p data-warning>{problem}</p>}
        {unprocessed > 0 && <p>{t('unprocessed', { count: unprocessed })}</p>}
        {broken > 0 && <p data-warning>{t('broken', { count: broken })}</p>}
      </div>
      {target !== null && (again || (there.count ?? 0) > 0) && (
        <label className={styles.again}>
          <input type="checkbox" checked={again} onChange={({ target: { checked } }) => onAgain(checked)} />
          {t('again')}
        </label>
      )}
    </>
  );
}

/** What is shared is what is selected. */
function useProcessing() {
  const columns = useSelection((state) => state.place?.columns);
  const chosen = useSelection((state) => state.history.now.chosen);
  return useMemo(
    () => (columns === undefined ? { unprocessed: 0, broken: 0 } : processingOf(columns, each(chosen))),
    [columns, chosen],
  );
}
