import { useEffect, useState } from 'react';
import styles from './job-panel.module.css';

/** The time that is left, such as "1:05"; for the eye only, since the moment itself is said beside it. */
export function Countdown({ until }: { until: number }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const left = Math.max(0, Math.ceil((until - now) / 1_000));
  if (left === 0) return null;
  return (
    <span aria-hidden className={styles.countdown}>
      {`${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`}
    </span>
  );
}
