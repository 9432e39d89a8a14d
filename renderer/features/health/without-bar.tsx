import { useTranslation } from 'react-i18next';
import type { AlbumHealth } from '#shared/models/health.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Bars } from './bars.tsx';
import type { SelectBar } from './use-select-bar.ts';

interface WithoutBarProps {
  of: keyof AlbumHealth['without'];
  health: AlbumHealth;
  /** The value of a bar as long as can be. */
  most: number;
  selectBar: SelectBar;
}

/** Those that are in none of the bars above it, so that all add up; nothing where there are none. */
export function WithoutBar({ of, health: { without }, most, selectBar }: WithoutBarProps) {
  const { t } = useTranslation('health');
  const language = useLanguage();
  const { key, count } = without[of];
  if (count === 0) return null;
  const label = t(`without_${of}`);
  const end = new Intl.NumberFormat(language).format(count);
  const bar = { key, label, value: count, end, name: t('bar', { label, count }) };
  return (
    <Bars
      label={label}
      bars={[bar]}
      most={most}
      isBusy={selectBar.isBusy}
      onSelect={() => selectBar.bar(key)}
    />
  );
}
