import type { CSSProperties } from 'react';
import styles from './color.module.css';

/** A colour as one sees it and as it is written. @param hex such as `#00AAFF`. */
export function Color({ hex }: { hex: string }) {
  return (
    <>
      <span aria-hidden className={styles.swatch} style={{ '--color': hex } as CSSProperties} />
      {hex}
    </>
  );
}
