import { ListChecks } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { labelIn } from '#shared/label.ts';
import { useLanguage } from '../../../i18n/use-language.ts';
import { plainText } from '../../../ui/plain-text.tsx';
import { Tool } from '../../../ui/tool.tsx';
import styles from './compare-with.module.css';
import type { Comparison } from './use-comparison.ts';

/**
 * Which of the album's sharings its tiles are marked for. A button until it is needed: asking for an album's sharings
 * costs a call (api.md). Absent where there is none.
 */
export function CompareWith({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation('marks');
  const { compared, choices, choosing, choicesError, beginChoosing } = comparison;
  if (compared !== null || (choosing !== null && choicesError === null)) {
    return choices?.length === 0 && compared === null ? null : <SharingSelect comparison={comparison} />;
  }
  return (
    <span className={styles.button}>
      <Tool name={t('compareWith')} icon={<ListChecks />} onClick={beginChoosing} />
    </span>
  );
}

function SharingSelect({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation('marks');
  const language = useLanguage();
  const { compared, choices, choosing, beginChoosing, choose } = comparison;
  const select = useRef<HTMLSelectElement>(null);
  const known = choices ?? [];
  // One that was typed in may be none of the album's own.
  const isOther = compared !== null && known.every(({ id }) => id !== compared.id);
  const options = isOther ? [compared, ...known] : known;

  const isOpening = choosing === 'only' && compared === null;
  useEffect(() => {
    if (isOpening) select.current?.focus();
  }, [isOpening]);
  const canChoose = isOpening && known.length > 1;
  useEffect(() => {
    // Only while it follows from a click does Chromium allow it.
    if (canChoose && navigator.userActivation.isActive) select.current?.showPicker();
  }, [canChoose]);

  return (
    <label className={styles.compare} data-on={compared !== null || undefined}>
      <span>{t('compareWith')}</span>
      <select
        ref={select}
        value={compared?.id ?? ''}
        aria-busy={choices === null && choosing !== null}
        onFocus={() => choosing === null && beginChoosing()}
        onChange={({ target }) => choose(options.find(({ id }) => id === target.value) ?? null)}
      >
        <option value="">{choices === null && isOpening ? t('loading') : t('none')}</option>
        {options.map(({ id, labels }) => (
          <option key={id} value={id}>
            {plainText(labelIn(labels, language)) || t('unnamed')}
          </option>
        ))}
      </select>
    </label>
  );
}
