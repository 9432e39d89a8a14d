import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { plainText } from '../../ui/plain-text.tsx';
import styles from './found.module.css';

/** So many of them are named; there may be thousands. */
const mostNamed = 20;

/** The ids that were in a pasted text more than once, by name. Nothing where there is none. */
export function Repeated({ ids, total }: { ids: readonly string[]; total: number }) {
  const { t } = useTranslation('resync');
  const language = useLanguage();
  if (total === 0) return null;
  const named = ids.slice(0, mostNamed).map(plainText);
  const list = new Intl.ListFormat(language, { type: 'unit', style: 'short' }).format(named);
  const more = total - named.length;
  return (
    <p className={styles.repeated}>
      {t('repeated', { count: total, list: more > 0 ? t('repeatedMore', { list, more }) : list })}
    </p>
  );
}
