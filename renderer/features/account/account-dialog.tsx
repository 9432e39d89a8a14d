import { useTranslation } from 'react-i18next';
import type { Account } from '#shared/models/session.ts';
import { useSignOut } from '../../queries/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './account-dialog.module.css';
import { AccountFacts } from './account-facts.tsx';
import { Appearance } from './appearance.tsx';
import { KeptPictures } from './kept-pictures.tsx';
import { LostAnswers } from './lost-answers.tsx';
import { RenewForm } from './renew-form.tsx';
import { TokenRights } from './token-rights.tsx';

interface AccountDialogProps {
  account: Account;
  /** The banner above the album asks for the token then. */
  expired: boolean;
  onClose: () => void;
}

/**
 * Who is signed in, what the token allows and until when, the interface's language and look, how many pictures are
 * kept, how careful shares are, signing out.
 */
export function AccountDialog({ account, expired, onClose }: AccountDialogProps) {
  const { t } = useTranslation('session');
  const signOut = useSignOut();
  return (
    <Dialog title={t('account')} readFirst onClose={onClose}>
      <DialogBody>
        <AccountFacts account={account} />
        <TokenRights account={account} />
        <Appearance />
        <KeptPictures />
        <LostAnswers />
        {!expired && !account.demo && (
          <section className={styles.part}>
            <h3>{t('otherToken')}</h3>
            <p className={styles.hint}>{t('otherTokenHint')}</p>
            <RenewForm onRenewed={onClose} />
          </section>
        )}
        {signOut.isError && <ErrorNote error={signOut.error} offersToken={false} />}
      </DialogBody>
      <DialogActions>
        <Button disabled={signOut.isPending} onClick={() => signOut.mutate()}>
          {t('signOut')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
