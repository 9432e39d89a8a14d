import { useTranslation } from 'react-i18next';
import type { AlbumHealth, HealthBar } from '#shared/models/health.ts';
import { formatBytes } from '../../i18n/bytes.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Bars, type Bar } from './bars.tsx';
import { DayHistogram } from './day-histogram.tsx';
import { DuplicateGroups } from './duplicate-groups.tsx';
import { Findings } from './findings.tsx';
import styles from './health-view.module.css';
import { HealthPart } from './health-part.tsx';
import { useSelectBar } from './use-select-bar.ts';
import { WithoutBar } from './without-bar.tsx';

interface HealthBodyProps {
  accountId: string;
  albumId: string;
  health: AlbumHealth;
}

/** An album's findings, tags, formats, days, largest files and duplicates. */
export function HealthBody({ accountId, albumId, health }: HealthBodyProps) {
  const { t } = useTranslation('health');
  const language = useLanguage();
  const selectBar = useSelectBar(accountId, albumId, health);
  const { imagesCount, taggedCount, tags, tagsLeft, formats, days, daysLeft, biggest } = health;
  const shown = ({ key, label, count }: HealthBar): Bar => ({
    key,
    label,
    value: count,
    end: new Intl.NumberFormat(language).format(count),
    name: t('bar', { label, count }),
  });
  const mostTags = Math.max(1, ...[...tags, health.without.tag].map(({ count }) => count));
  const ofBars = { isBusy: selectBar.isBusy, onSelect: (key: string) => selectBar.bar(key) };
  return (
    <>
      {selectBar.error !== null && <ErrorNote error={selectBar.error} />}
      <div className={styles.parts}>
        <Findings albumId={albumId} health={health} selectBar={selectBar} />
        <HealthPart title={t('formats')}>
          <Bars
            label={t('formats')}
            bars={formats.map((bar) => shown({ ...bar, label: bar.label.toUpperCase() }))}
            most={imagesCount}
            {...ofBars}
          />
          <WithoutBar of="format" health={health} most={imagesCount} selectBar={selectBar} />
        </HealthPart>
        <HealthPart title={t('tags')}>
          <p className={styles.muted}>{t('tagsKnown', { known: taggedCount, total: imagesCount })}</p>
          <Bars label={t('tags')} bars={tags.map(shown)} most={mostTags} {...ofBars} />
          {tagsLeft > 0 && <p className={styles.muted}>{t('more', { count: tagsLeft })}</p>}
          <WithoutBar of="tag" health={health} most={mostTags} selectBar={selectBar} />
        </HealthPart>
        <HealthPart title={t('biggest')}>
          <Bars
            label={t('biggest')}
            bars={biggest.map(({ id, name, bytes }) => {
              const [label, size] = [name || id, formatBytes(bytes, language)];
              return { key: id, label, value: bytes, end: size, name: t('file', { name: label, size }) };
            })}
            most={biggest[0]?.bytes ?? 1}
            isBusy={selectBar.isBusy}
            onSelect={(id) => selectBar.images([id])}
          />
        </HealthPart>
        <HealthPart title={t('days')} isWide>
          {days.length > 0 && (
            <>
              <p className={styles.muted}>{t('daysAreUtc')}</p>
              <DayHistogram days={days} {...ofBars} />
            </>
          )}
          {daysLeft > 0 && <p className={styles.muted}>{t('more', { count: daysLeft })}</p>}
          <WithoutBar of="day" health={health} most={imagesCount} selectBar={selectBar} />
        </HealthPart>
        {health.groups.length > 0 && (
          <DuplicateGroups accountId={accountId} albumId={albumId} health={health} selectBar={selectBar} />
        )}
      </div>
    </>
  );
}
