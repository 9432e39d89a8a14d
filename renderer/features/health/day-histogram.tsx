import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { HealthBar } from '#shared/models/health.ts';
import { formatDay } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './day-histogram.module.css';

interface DayHistogramProps {
  /** At least one, in order. */
  days: readonly HealthBar[];
  isBusy: boolean;
  onSelect: (key: string) => void;
}

/** Images by the day they were taken; a column selects its day's. One tab stop: the arrow keys go from day to day. */
export function DayHistogram({ days, isBusy, onSelect }: DayHistogramProps) {
  const { t } = useTranslation('health');
  const language = useLanguage();
  const group = useRef<HTMLDivElement>(null);
  const [reached, setReached] = useState(0);
  /** The day that the pointer or the focus is on. */
  const [looked, setLooked] = useState<number | null>(null);
  const active = Math.min(reached, days.length - 1);
  const most = Math.max(1, ...days.map(({ count }) => count));
  const said = (day: HealthBar) => t('daySaid', { day: formatDay(day.label, language), count: day.count });
  const day = looked === null ? undefined : days[looked];

  function move(event: KeyboardEvent) {
    const to = { ArrowLeft: active - 1, ArrowRight: active + 1, Home: 0, End: days.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(days.length - 1, to));
    setReached(next);
    const column = group.current?.children[next];
    if (column instanceof HTMLElement) column.focus();
  }

  return (
    <div className={styles.histogram}>
      <div
        ref={group}
        role="toolbar"
        aria-label={t('days')}
        aria-description={t('daysHint')}
        className={styles.days}
        onKeyDown={move}
        onMouseLeave={() => setLooked(null)}
      >
        {days.map((each, i) => (
          <button
            key={each.key}
            type="button"
            className={styles.day}
            tabIndex={i === active ? 0 : -1}
            aria-label={said(each)}
            aria-disabled={isBusy || undefined}
            onClick={() => !isBusy && onSelect(each.key)}
            onFocus={() => {
              setReached(i);
              setLooked(i);
            }}
            onBlur={() => setLooked(null)}
            onMouseEnter={() => setLooked(i)}
          >
            <span style={{ height: `${(each.count / most) * 100}%` }} />
          </button>
        ))}
      </div>
      {/* The columns say it themselves; this is for the eye. */}
      <p aria-hidden className={styles.said}>
        <span>{formatDay(days[0]?.label ?? '', language)}</span>
        {day !== undefined && <strong>{said(day)}</strong>}
        {days.length > 1 && <span>{formatDay(days.at(-1)?.label ?? '', language)}</span>}
      </p>
    </div>
  );
}
