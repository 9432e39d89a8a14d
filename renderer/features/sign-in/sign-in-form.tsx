import { useEffect, useRef, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { errorData } from '#shared/errors.ts';
import { useSignIn, useTryDemo } from '../../queries/session.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './sign-in-form.module.css';

interface SignInFormProps {
  /** The address that the field begins with. */
  server: string;
  offersDemo: boolean;
  /** Told when the server took the token. */
  onSignedIn?: () => void;
}

/** Server and token, or the demo. */
export function SignInForm({ server, offersDemo, onSignedIn }: SignInFormProps) {
  const { t } = useTranslation('signIn');
  const form = useRef<HTMLFormElement>(null);
  const sent = useRef(false);
  const signIn = useSignIn(() => {
    const typed = new FormData(form.current ?? undefined);
    return { server: textOf(typed, 'server'), token: textOf(typed, 'token') };
  }, onSignedIn);
  const demo = useTryDemo(onSignedIn);
  const busy = signIn.isPending || demo.isPending;
  const error = signIn.error ?? demo.error;

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
    <>
      <form ref={form} className={styles.form} aria-label={t('title')} aria-busy={busy} onSubmit={submit}>
        <TextField label={t('server')} name="server" inputMode="url" defaultValue={server} />
        <TextField label={t('token')} name="token" type="password" hint={t('tokenHint')} autoFocus />
        {error !== null && <ErrorNote error={error} offersToken={false} />}
        <Button type="submit" variant="primary" disabled={busy}>
          {signIn.isPending ? t('signingIn') : t('signIn')}
        </Button>
      </form>
      {offersDemo && (
        <>
          <p className={styles.or}>{t('or')}</p>
          <div className={styles.demo}>
            <Button disabled={busy} onClick={tryDemo}>
              {t('tryDemo')}
            </Button>
            <p>{t('demoHint')}</p>
          </div>
        </>
      )}
    </>
  );
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
