import { useRef, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useRenew } from '../../queries/session.ts';
import { notify } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './renew-form.module.css';

/** Takes a new token for the account that is there; the server is remembered. `onRenewed`: the server took it. */
export function RenewForm({ onRenewed }: { onRenewed?: () => void }) {
  const { t } = useTranslation('session');
  const form = useRef<HTMLFormElement>(null);
  const renew = useRenew(readToken, () => {
    form.current?.reset();
    notify(t('renewed'));
    onRenewed?.();
  });

  function readToken() {
    const token = new FormData(form.current ?? undefined).get('token');
    return typeof token === 'string' ? token.trim() : '';
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (!renew.isPending) renew.mutate();
  }

  return (
    <form ref={form} className={styles.form} aria-busy={renew.isPending} onSubmit={submit}>
      <div className={styles.line}>
        <TextField label={t('token')} name="token" type="password" className={styles.token} />
        <Button type="submit" variant="primary" disabled={renew.isPending}>
          {t('renew')}
        </Button>
      </div>
      {renew.isError && <ErrorNote error={renew.error} offersToken={false} />}
    </form>
  );
}
