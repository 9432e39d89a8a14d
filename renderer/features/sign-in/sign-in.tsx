import { useEffect, useRef, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { errorData } from '#shared/errors.ts';
import { useSignIn, useSignOutError, useTryDemo } from '../../queries/session.ts';
import { Brand } from '../../ui/brand.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './sign-in.module.css';

/** The first page. `server`: the address that was used last. */
export function SignIn({ server }: { server: string }) {
  const { t } = useTranslation('signIn');
  const form = useRef<HTMLFormElement>(null);
  const sent = useRef(false);
  const signIn = useSignIn(() => {
    const typed = new FormData(form.current ?? undefined);
    return { server: textOf(typed, 'server'), token: textOf(typed, 'token') };
  });
  const demo = useTryDemo();
  const busy = signIn.isPending || demo.isPending;
  const error = signIn.error ?? demo.error;
  const signOutError = useSignOutError();

  useEffect(() => {
    const token = form.current?.elements.namedItem('token');
    if (error === null || !(token instanceof HTMLInputElement)) return;
    // A secret URL is worth more than a token: it does not stay on the screen's memory either.
    if (errorData(error).code === 'secret-url') token.value = '';
    token.select();
  }, [error]);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    demo.reset();
    // A double click comes before the button is seen to be disabled.
    if (sent.current) return;
    sent.current = true;
    signIn.mutate(undefined, { onSettled: () => (sent.current = false) });
  }
  function tryDemo() {
    signIn.reset();
    demo.mutate();
  }

  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <header className={styles.header}>
          <h1>
            <Brand />
          </h1>
          <p>{t('lead')}</p>
        </header>
        {signOutError !== null && (
          <ErrorNote error={signOutError} lead={t('notRemoved')} offersToken={false} />
        )}
        <form ref={form} className={styles.form} aria-label={t('title')} aria-busy={busy} onSubmit={submit}>
          <TextField label={t('server')} name="server" inputMode="url" defaultValue={server} />
          <TextField label={t('token')} name="token" type="password" hint={t('tokenHint')} autoFocus />
          {error !== null && <ErrorNote error={error} offersToken={false} />}
          <Button type="submit" variant="primary" disabled={busy}>
            {signIn.isPending ? t('signingIn') : t('signIn')}
          </Button>
        </form>
        <p className={styles.or}>{t('or')}</p>
        <div className={styles.demo}>
          <Button disabled={busy} onClick={tryDemo}>
            {t('tryDemo')}
          </Button>
          <p>{t('demoHint')}</p>
        </div>
      </div>
    </main>
  );
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
