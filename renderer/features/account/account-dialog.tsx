import { useTranslation } from 'react-i18next';
import type { Account } from '#shared/models/session.ts';
import { useAccounts } from '../../queries/accounts.ts';
import { useSignOut } from '../../queries/session.ts';
import { showOverlay } from '../../state/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { DescribeAccount } from '../accounts/describe-account.tsx';
import { CallMeter } from '../support/call-meter.tsx';
import { SupportBundle } from '../support/support-bundle.tsx';
import styles from './account-dialog.module.css';
import { AccountFacts } from './account-facts.tsx';
import { Appearance } from './appearance.tsx';
import { KeptPictures } from './kept-pictures.tsx';
import { LostAnswers } from './lost-answers.tsx';
import { RenewForm } from './renew-form.tsx';
import { SignOutHint } from './sign-out-hint.tsx';
import { TokenRights } from './token-rights.tsx';

interface AccountDialogProps {
  account: Account;
  /** The banner above the album asks for the token then. */
  expired: boolean;
  onClose: () => void;
}

/**
 * Who is signed in, what the token allows and until when, what the account is called here, the interface's language and
 * look, how many pictures are kept, how careful shares are, adding an account, signing out.
 */
export function AccountDialog({ account, expired, onClose }: AccountDialogProps) {
  const { t } = useTranslation(['session', 'accounts', 'token']);
  const { data: accounts = [] } = useAccounts();
  const summary = accounts.find(({ id }) => id === account.id);
  const signOut = useSignOut();
  return (
    <Dialog title={t('account')} readFirst onClose={onClose}>
      <DialogBody>
        <AccountFacts account={account} />
        <TokenRights claims={account} />
        <div className={styles.line}>
          <Button onClick={() => showOverlay({ kind: 'token-lens' })}>{t('token:open')}</Button>
          <Button onClick={() => showOverlay({ kind: 'add-account' })}>{t('accounts:add')}</Button>
        </div>
        {summary !== undefined && <DescribeAccount account={summary} />}
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
        <CallMeter accountId={account.id} />
        <SupportBundle accountId={account.id} />
        <SignOutHint accounts={accounts} />
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
