import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './no-ids.module.css';

/** Every piece of a pasted text that was no id, quoted, so that a mistyped id is seen. Nothing where there is none. */
export function NoIds({ pieces }: { pieces: string[] }) {
  const { t } = useTranslation('resync');
  const scroller = useRef<HTMLUListElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the React Compiler is not used
  const virtual = useVirtualizer({
    count: pieces.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 24,
    overscan: 50,
    paddingStart: 6,
    paddingEnd: 6,
  });
  if (pieces.length === 0) return null;
  return (
    <section className={styles.part}>
      <h3>{t('noIds', { count: pieces.length })}</h3>
      <ul ref={scroller} className={styles.scroller} tabIndex={0}>
        <li aria-hidden style={{ height: virtual.getTotalSize() }} />
        {virtual.getVirtualItems().map((item) => (
          <li
            key={item.key}
            className={styles.piece}
            style={{ transform: `translateY(${item.start}px)` }}
            title={pieces[item.index]}
          >
            {t('quoted', { text: pieces[item.index] ?? '' })}
          </li>
        ))}
      </ul>
    </section>
  );
}
