import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { plainText, PlainText } from '../../ui/plain-text.tsx';
import styles from './bars.module.css';

/** One bar as it is shown. */
export interface Bar {
  key: string;
  /** What it is of. */
  label: string;
  /** Its length among the others. */
  value: number;
  /** What stands at its end: a count, a size. */
  end: string;
  /** All of it in one, as it is said. */
  name: string;
  /** Something is wrong with what it counts. */
  isBad?: boolean;
}

interface BarsProps {
  label: string;
  bars: Bar[];
  /** The value of a bar as long as can be. */
  most: number;
  isBusy: boolean;
  onSelect: (key: string) => void;
}

/** More of them are shown when asked for: the view scrolls as one, and its other parts stay near. */
const mostAtFirst = 10;

/** Bars, each a button that selects its images; one of nothing is there to be read and no button. */
export function Bars({ label, bars, most, isBusy, onSelect }: BarsProps) {
  const { t } = useTranslation('health');
  const [areAllShown, setAllShown] = useState(false);
  const id = useId();
  const shown = areAllShown ? bars : bars.slice(0, mostAtFirst);
  return (
    <>
      <ul id={id} aria-label={label} className={styles.bars}>
        {shown.map((bar) => (
          <li key={bar.key}>
            {bar.value === 0 ? (
              <div className={styles.bar} data-none>
                <BarParts bar={bar} most={most} />
              </div>
            ) : (
              <button
                type="button"
                className={styles.bar}
                title={plainText(bar.label)}
                disabled={isBusy}
                data-bad={bar.isBad === true || undefined}
                onClick={() => onSelect(bar.key)}
              >
                <BarParts bar={bar} most={most} />
              </button>
            )}
          </li>
        ))}
      </ul>
      {bars.length > mostAtFirst && (
        <Button
          variant="bare"
          className={styles.all}
          aria-expanded={areAllShown}
          aria-controls={id}
          onClick={() => setAllShown(!areAllShown)}
        >
          {areAllShown ? t('showFewer') : t('showAll', { count: bars.length })}
        </Button>
      )}
    </>
  );
}

/** What is to be seen, which is not all that is said. */
function BarParts({ bar: { label, value, end, name }, most }: { bar: Bar; most: number }) {
  return (
    <>
      <span className={styles.said}>{plainText(name)}</span>
      <span aria-hidden className={styles.label}>
        <PlainText>{label}</PlainText>
      </span>
      <span className={styles.track}>
        {value > 0 && (
          <span className={styles.fill} style={{ width: `${Math.min(1, value / most) * 100}%` }} />
        )}
      </span>
      <span aria-hidden className={styles.count}>
        {end}
      </span>
    </>
  );
}
