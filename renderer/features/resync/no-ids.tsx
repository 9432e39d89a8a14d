import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './no-ids.module.css';
import { pieceWords } from './piece-words.ts';

interface NoIdsProps {
  pieces: readonly string[];
  /** There may have been more than are kept. */
  total: number;
}

/** Every piece of a pasted text that was no id, quoted, so that a mistyped id is seen. Nothing where there is none. */
export function NoIds({ pieces, total }: NoIdsProps) {
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
  if (total === 0) return null;
  return (
    <section className={styles.part}>
      <h3>{t('noIds', { count: total })}</h3>
      <ul ref={scroller} className={styles.scroller} tabIndex={0}>
        <li aria-hidden style={{ height: virtual.getTotalSize() }} />
        {virtual.getVirtualItems().map((item) => {
          const text = pieceWords(t, pieces[item.index] ?? '');
          return (
            <li
              key={item.key}
              className={styles.piece}
              style={{ transform: `translateY(${item.start}px)` }}
              title={text}
            >
              {text}
            </li>
          );
        })}
      </ul>
      {total > pieces.length && <p>{t('morePieces', { count: total - pieces.length })}</p>}
    </section>
  );
}
