import type { ReactNode } from 'react';
import styles from './facts.module.css';

/** Names and what belongs to each: a `dl` of `Fact`s. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>;
}

/** One name and what belongs to it; further lines of it are `small`. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
