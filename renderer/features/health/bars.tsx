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
  /** All of it in one, as the button is called. */
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

/** Bars, each a button that selects its images; one of nothing is there to be read and no button. */
export function Bars({ label, bars, most, isBusy, onSelect }: BarsProps) {
  return (
    <ul aria-label={label} className={styles.bars}>
      {bars.map((bar) => (
        <li key={bar.key}>
          {bar.value === 0 ? (
            <div className={styles.bar} data-none>
              <BarParts bar={bar} most={most} />
            </div>
          ) : (
            <button
              type="button"
              className={styles.bar}
              aria-label={plainText(bar.name)}
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
  );
}

function BarParts({ bar: { label, value, end }, most }: { bar: Bar; most: number }) {
  return (
    <>
      <span className={styles.label}>
        <PlainText>{label}</PlainText>
      </span>
      <span className={styles.track}>
        {value > 0 && (
          <span className={styles.fill} style={{ width: `${Math.min(1, value / most) * 100}%` }} />
        )}
      </span>
      <span className={styles.count}>{end}</span>
    </>
  );
}
