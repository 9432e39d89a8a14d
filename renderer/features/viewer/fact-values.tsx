import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { plainText } from '../../ui/plain-text.ts';
import styles from './viewer.module.css';

export function TagList({ tags }: { tags: string[] }) {
  const { t } = useTranslation('viewer');
  if (tags.length === 0) return t('noTags');
  return (
    <ul className={styles.tags}>
      {tags.map((tag, i) => (
        // A record may name a tag twice.
        <li key={i}>
          <bdi>{plainText(tag)}</bdi>
        </li>
      ))}
    </ul>
  );
}

/** @param color 0xRRGGBB. */
export function Color({ color }: { color: number }) {
  const hex = `#${color.toString(16).padStart(6, '0').toUpperCase()}`;
  return (
    <>
      <span aria-hidden className={styles.swatch} style={{ '--color': hex } as CSSProperties} />
      {hex}
    </>
  );
}
