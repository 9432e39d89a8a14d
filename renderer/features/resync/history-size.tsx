import { useTranslation } from 'react-i18next';
import { historyCap, type Resync } from '#shared/models/resync.ts';
import { formatBytes } from '../../i18n/bytes.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useHistorySize } from '../../queries/resync-history.ts';
import styles from './resyncs-view.module.css';

/** How much is kept and how much may be. */
export function HistorySize({ resyncs }: { resyncs: Resync[] | undefined }) {
  const { t } = useTranslation('resync');
  const language = useLanguage();
  const kept = useHistorySize(resyncs);
  if (kept === undefined) return null;
  return (
    <p className={styles.hint}>
      {t('historyKept', {
        kept: kept.resyncs,
        most: historyCap.resyncs,
        size: formatBytes(kept.bytes, language),
        mostSize: formatBytes(historyCap.bytes, language),
      })}
    </p>
  );
}
