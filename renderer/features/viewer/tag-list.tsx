import { useTranslation } from 'react-i18next';
import { PlainText } from '../../ui/plain-text.tsx';
import styles from './viewer.module.css';

export function TagList({ tags }: { tags: string[] }) {
  const { t } = useTranslation('viewer');
  if (tags.length === 0) return t('noTags');
  return (
    <ul className={styles.tags}>
      {tags.map((tag, i) => (
        // A record may name a tag twice.
        <li key={i}>
          <PlainText>{tag}</PlainText>
        </li>
      ))}
    </ul>
  );
}
