import { useTranslation } from 'react-i18next';
import { historyCap, type Resync } from '#shared/models/resync.ts';
import { formatBytes } from '../../i18n/bytes.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useHistorySize } from '../../queries/resync-history.ts';
import styles from './resyncs-view.module.css';

/** How much is kept and how much may be; and that the history of before could not be read, where that is so. */
export function HistorySize({ resyncs }: { resyncs: Resync[] | undefined }) {
  const { t } = useTranslation('resync');
  const language = useLanguage();
  const size = useHistorySize(resyncs);
  if (size === undefined) return null;
  const { kept, wasLost } = size;
  return (
    <p className={styles.hint}>
      {wasLost && <strong>{t('historyLost')} </strong>}
      {t('historyKept', {
        kept: kept.resyncs,
        most: historyCap.resyncs,
        size: formatBytes(kept.bytes, language),
        mostSize: formatBytes(historyCap.bytes, language),
      })}
    </p>
  );
}
