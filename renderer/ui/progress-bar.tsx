import { Progress } from '@base-ui/react/progress';
import styles from './progress-bar.module.css';

interface ProgressBarProps {
  label: string;
  /** How much of `total` is done; null while that is not known. */
  done: number | null;
  total: number;
}

/** A `progressbar` with its words above it. */
export function ProgressBar({ label, done, total }: ProgressBarProps) {
  return (
    <Progress.Root value={done} max={Math.max(total, 1)} className={styles.progress}>
      <Progress.Label className={styles.label}>{label}</Progress.Label>
      <Progress.Track className={styles.track}>
        <Progress.Indicator className={styles.indicator} />
      </Progress.Track>
    </Progress.Root>
  );
}
