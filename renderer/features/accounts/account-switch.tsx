import { CircleUser } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { accountName } from '#shared/account-name.ts';
import { useAccounts } from '../../queries/accounts.ts';
import { useOpenAccount, useSignOutError } from '../../queries/session.ts';
import { showOverlay } from '../../state/view.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { plainText } from '../../ui/plain-text.tsx';
import colors from './account-color.module.css';
import styles from './account-switch.module.css';
import { EnvironmentBadge } from './environment-badge.tsx';
import { OtherAccount } from './other-account.tsx';
import { useAccountKeys } from './use-account-keys.ts';

/**
 * The accounts at the sidebar's end: the others, each a click away, and the button `Account` of the open one. Where there
 * are several, a line in the open one's colour lies along the window's top.
 */
export function AccountSwitch() {
  const { t } = useTranslation(['accounts', 'session', 'signIn']);
  const id = useId();
  const { data: accounts = [] } = useAccounts();
  const { mutate: openAccount, error } = useOpenAccount();
  const notRemoved = useSignOutError();
  const open = accounts.find(({ isOpen }) => isOpen);
  useAccountKeys(accounts, openAccount);

  return (
    <div className={`${colors.colored} ${styles.switch}`} data-color={open?.color}>
      {accounts.length > 1 && <div aria-hidden className={styles.edge} />}
      {error !== null && <ErrorNote error={error} offersToken={false} />}
      {notRemoved.error !== null && (
        <div className={styles.failed}>
          <ErrorNote error={notRemoved.error} lead={t('signIn:notRemoved')} offersToken={false} />
          <Button onClick={notRemoved.dismiss}>{t('understood')}</Button>
        </div>
      )}
      {accounts.length > 1 && (
        <ul aria-label={t('others')} className={styles.others}>
          {accounts.map(
            (account, at) =>
              !account.isOpen && (
                <li key={account.id}>
                  <OtherAccount
                    account={account}
                    among={accounts}
                    at={at}
                    onOpen={() => openAccount(account.id)}
                  />
                </li>
              ),
          )}
        </ul>
      )}
      <button
        type="button"
        className={styles.open}
        aria-describedby={id}
        aria-haspopup="dialog"
        onClick={() => showOverlay({ kind: 'account' })}
      >
        <CircleUser aria-hidden />
        <span>
          {t('session:account')}
          {/* It changes with the account, so it describes the button and does not name it. */}
          <small id={id} aria-hidden>
            {open !== undefined && (
              <>
                <span className={styles.name}>{plainText(accountName(open, accounts, t('demo')))}</span>
                <EnvironmentBadge account={open} />
              </>
            )}
          </small>
        </span>
      </button>
    </div>
  );
}
