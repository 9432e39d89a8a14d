import { useRef, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useInspectToken } from '../../queries/token-lens.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogBody } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './token-lens.module.css';
import { TokenReading } from './token-reading.tsx';

/** As many characters as the contract takes of a token. */
const longest = 1_000_000;

interface TokenLensDialogProps {
  /** False where nobody is signed in: then there is no token to read but a pasted one. */
  hasAccount?: boolean;
  onClose: () => void;
}

/** Says in words what a token allows and what is wrong with it. It is read on this computer, not sent, kept or shown. */
export function TokenLensDialog({ hasAccount = true, onClose }: TokenLensDialogProps) {
  const { t } = useTranslation('token');
  const field = useRef<HTMLInputElement>(null);
  const reading = useRef<HTMLElement>(null);
  const [isTooLong, setTooLong] = useState(false);
  const inspect = useInspectToken(() => {
    const text = field.current?.value ?? '';
    // There it does not stay.
    if (field.current !== null) field.current.value = '';
    return text;
  });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (field.current === null) return;
    const { value } = field.current;
    if (value.length > longest) {
      field.current.value = '';
      inspect.reset();
      setTooLong(true);
    } else if (value.trim() === '') field.current.focus();
    else read('pasted');
  }

  function read(which: 'pasted' | 'own') {
    setTooLong(false);
    inspect.mutate(which, { onSuccess: () => reading.current?.focus() });
  }

  return (
    <Dialog title={t('title')} description={t('hint')} size="m" onClose={onClose}>
      <DialogBody>
        <form className={styles.form} onSubmit={submit}>
          <TextField ref={field} label={t('field')} type="password" hint={t('fieldHint')} autoFocus />
          <div className={styles.buttons}>
            <Button type="submit" variant="primary">
              {t('read')}
            </Button>
            {hasAccount && <Button onClick={() => read('own')}>{t('readOwn')}</Button>}
          </div>
        </form>
        {isTooLong && <p role="alert">{t('tooLong', { count: longest })}</p>}
        {inspect.isPending && <p role="status">{t('reading')}</p>}
        {inspect.isError && <ErrorNote error={inspect.error} offersToken={false} />}
        {inspect.data !== undefined && <TokenReading ref={reading} facts={inspect.data} />}
      </DialogBody>
    </Dialog>
  );
}
