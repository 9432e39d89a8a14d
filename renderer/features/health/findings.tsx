import { useTranslation } from 'react-i18next';
import type { AlbumHealth } from '#shared/models/health.ts';
import { hasWords } from '../../i18n/messages.ts';
import { health as words } from '../../i18n/messages/health.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { WatchButton } from '../watching/watch-button.tsx';
import { Bars } from './bars.tsx';
import { HealthPart } from './health-part.tsx';
import styles from './health-view.module.css';
import type { SelectBar } from './use-select-bar.ts';

interface FindingsProps {
  albumId: string;
  health: AlbumHealth;
  selectBar: SelectBar;
}

/** What is to be looked at in an album, and how much of it. */
export function Findings({ albumId, health: { findings, imagesCount }, selectBar }: FindingsProps) {
  const { t } = useTranslation('health');
  const language = useLanguage();
  const countOf = (key: string) => findings.find((finding) => finding.key === key)?.count ?? 0;
  return (
    <HealthPart title={t('findings')}>
      {findings.every(({ count }) => count === 0) && <p className={styles.muted}>{t('fine')}</p>}
      <Bars
        label={t('findings')}
        bars={findings.map(({ key, label: given, count }) => {
          const name = `finding_${key}`;
          const label = hasWords(words, name) ? t(name as 'finding_odd') : given;
          return {
            key,
            label,
            value: count,
            end: new Intl.NumberFormat(language).format(count),
            name: t('bar', { label, count }),
            isBad: key === 'processing-error',
          };
        })}
        most={imagesCount}
        isBusy={selectBar.isBusy}
        onSelect={(key) => selectBar.bar(key)}
      />
      {countOf('not-processed') > 0 && <WatchButton albumId={albumId} />}
    </HealthPart>
  );
}
