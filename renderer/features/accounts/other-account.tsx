import { ClockAlert } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { accountName, hostOf } from '#shared/account-name.ts';
import type { AccountSummary } from '#shared/models/session.ts';
import { plainText } from '../../ui/plain-text.tsx';
import { AccountMark } from './account-mark.tsx';
import styles from './account-switch.module.css';
import { EnvironmentBadge } from './environment-badge.tsx';
import { restWords } from './rest-words.ts';
import { keyOfAccount } from './use-account-keys.ts';

interface OtherAccountProps {
  account: AccountSummary;
  /** All accounts; this one's place among them is `at`, from 0. */
  among: readonly AccountSummary[];
  at: number;
  onOpen: () => void;
}

/** One of the accounts that are not open: a click opens it. */
export function OtherAccount({ account, among, at, onOpen }: OtherAccountProps) {
  const { t } = useTranslation('accounts');
  const key = keyOfAccount(at);
  const rest = useId();
  const waits = restWords(t, account);
  const where = account.demo ? t('demoHint') : hostOf(account);
  return (
    <button
      type="button"
      className={styles.other}
      title={[where, waits, key?.words].filter(Boolean).join(' · ')}
      aria-keyshortcuts={key?.aria}
      aria-describedby={waits === null ? undefined : rest}
      onClick={onOpen}
    >
      <AccountMark color={account.color} />
      <span className={styles.name}>
        {plainText(accountName(account, among, t('demo')))}
        {/* It changes with what is done, so it describes the button and does not name it. */}
        {waits !== null && (
          <small id={rest} aria-hidden>
            {waits}
          </small>
        )}
      </span>
      {account.expired && <ClockAlert role="img" aria-label={t('expired')} />}
      <EnvironmentBadge account={account} />
    </button>
  );
}
