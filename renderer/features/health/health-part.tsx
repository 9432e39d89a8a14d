import { useId, type ReactNode } from 'react';
import styles from './health-view.module.css';

interface HealthPartProps {
  title: string;
  /** Over all columns. */
  isWide?: boolean;
  children: ReactNode;
}

/** One of the parts of an album's health, with its heading. */
export function HealthPart({ title, isWide = false, children }: HealthPartProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={[styles.part, isWide && styles.wide].filter(Boolean).join(' ')}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}
