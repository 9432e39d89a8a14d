import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignOutError } from '../../queries/session.ts';
import { Brand } from '../../ui/brand.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TokenLensDialog } from '../token-lens/token-lens-dialog.tsx';
import { SignInForm } from './sign-in-form.tsx';
import styles from './sign-in.module.css';

/** The first page. `server`: the address that was used last. */
export function SignIn({ server }: { server: string }) {
  const { t } = useTranslation(['signIn', 'token']);
  const [isReading, setIsReading] = useState(false);
  const { error } = useSignOutError();
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <header className={styles.header}>
          <h1>
            <Brand />
          </h1>
          <p>{t('lead')}</p>
        </header>
        {error !== null && <ErrorNote error={error} lead={t('notRemoved')} offersToken={false} />}
        <SignInForm server={server} offersDemo />
        <Button variant="bare" className={styles.lens} onClick={() => setIsReading(true)}>
          {t('token:open')}
        </Button>
      </div>
      {isReading && <TokenLensDialog hasAccount={false} onClose={() => setIsReading(false)} />}
    </main>
  );
}
