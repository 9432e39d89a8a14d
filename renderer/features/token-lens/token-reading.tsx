import { useId, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { TokenFacts } from '#shared/models/token.ts';
import { TokenRights } from '../account/token-rights.tsx';
import { TokenClaims } from './token-claims.tsx';
import styles from './token-lens.module.css';
import { TokenProblems } from './token-problems.tsx';

/** What was read of a token: what is wrong first, then what it is, how long it lives, what it allows. */
export function TokenReading({ facts, ref }: { facts: TokenFacts; ref: Ref<HTMLElement> }) {
  const { t } = useTranslation('token');
  const id = useId();
  return (
    <section ref={ref} tabIndex={-1} className={styles.reading} aria-labelledby={id}>
      <h3 id={id}>{t('says')}</h3>
      <TokenProblems facts={facts} />
      {wasRead(facts) && (
        <>
          <TokenClaims facts={facts} />
          <TokenRights claims={facts} />
        </>
      )}
    </section>
  );
}

/** False for what is no token, and for one whose claims cannot be read at all. */
function wasRead({ problems, kind, expiresAt, issuedAt }: TokenFacts): boolean {
  if (problems.includes('not-a-token') || problems.includes('secret-url')) return false;
  const isEmpty = kind === 'unknown' && expiresAt === null && issuedAt === null;
  return !problems.includes('unreadable-claims') || !isEmpty;
}
