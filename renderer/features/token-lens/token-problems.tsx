import { useTranslation } from 'react-i18next';
import type { TokenFacts } from '#shared/models/token.ts';
import styles from './token-lens.module.css';

/** What is wrong with the token, worst first, and what to do about each. */
export function TokenProblems({ facts }: { facts: TokenFacts }) {
  const { t } = useTranslation('token');
  if (facts.problems.length === 0) return <p className={styles.fine}>{t('fine')}</p>;
  return (
    <ul role="alert" className={styles.problems}>
      {facts.problems.map((problem) => (
        <li key={problem}>
          <strong>{t(problem)}</strong>
          {t(`${problem}-do`)}
        </li>
      ))}
    </ul>
  );
}
