import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { plainText } from '../../ui/plain-text.tsx';
import styles from './queue-form.module.css';

/** So many of them are named; there may be thousands. */
const mostNamed = 20;

interface UnsureIdsProps {
  ids: readonly string[];
  /** The account's albums are still being listed: some may turn out to be known. */
  isPending: boolean;
  isWanted: boolean;
  onWanted: (isWanted: boolean) => void;
}

/** Words that may be albums' ids, by name, and whether to ask for them: each costs a call. */
export function UnsureIds({ ids, isPending, isWanted, onWanted }: UnsureIdsProps) {
  const { t } = useTranslation(['queue', 'resync']);
  const language = useLanguage();
  const count = ids.length;
  const named = ids.slice(0, mostNamed).map(plainText);
  const list = new Intl.ListFormat(language, { type: 'unit', style: 'short' }).format(named);
  const more = count - named.length;
  return (
    <div className={styles.unsure}>
      <p>{t('unsure', { count, list: more > 0 ? t('resync:repeatedMore', { list, more }) : list })}</p>
      {isPending && <p role="status">{t('listing')}</p>}
      <label>
        <input type="checkbox" checked={isWanted} onChange={({ target: { checked } }) => onWanted(checked)} />
        {t('askUnsure', { count })}
      </label>
    </div>
  );
}
