import { useTranslation } from 'react-i18next';
import { accountName } from '#shared/account-name.ts';
import type { AccountSummary } from '#shared/models/session.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { plainText } from '../../ui/plain-text.tsx';
import styles from './account-dialog.module.css';

/** Which account signing out removes, and which stay; said only where there are several. */
export function SignOutHint({ accounts }: { accounts: readonly AccountSummary[] }) {
  const { t } = useTranslation('accounts');
  const language = useLanguage();
  const open = accounts.find(({ isOpen }) => isOpen);
  const others = accounts
    .filter(({ isOpen }) => !isOpen)
    .map((each) => plainText(accountName(each, accounts, t('demo'))));
  if (open === undefined || others.length === 0) return null;
  const list = new Intl.ListFormat(language).format(others);
  return (
    <p className={styles.hint}>
      {t('signsOut', { name: plainText(accountName(open, accounts, t('demo'))) })}{' '}
      {t('othersStay', { count: others.length, list })}
    </p>
  );
}
