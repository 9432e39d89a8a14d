import { useTranslation } from 'react-i18next';
import { accountName } from '#shared/account-name.ts';
import { useAccounts } from '../../queries/accounts.ts';
import { plainText } from '../../ui/plain-text.tsx';
import styles from './others-at-rest.module.css';
import { restWords } from './rest-words.ts';

/** Says of each account that is not open what goes on by itself once it is; nothing where nothing waits. */
export function OthersAtRest() {
  const { t } = useTranslation('accounts');
  const { data: accounts = [] } = useAccounts();
  const waiting = accounts.flatMap((account) => {
    const words = restWords(t, account);
    return words === null ? [] : [{ account, words }];
  });
  if (waiting.length === 0) return null;
  return (
    <ul className={styles.others}>
      {waiting.map(({ account, words }) => (
        <li key={account.id}>
          {t('waitsForOpening', { name: plainText(accountName(account, accounts, t('demo'))), words })}
        </li>
      ))}
    </ul>
  );
}
