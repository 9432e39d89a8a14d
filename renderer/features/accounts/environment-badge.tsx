import { useTranslation } from 'react-i18next';
import { environmentOf } from '#shared/environment.ts';
import type { AccountSummary } from '#shared/models/session.ts';
import colors from './account-color.module.css';
import styles from './environment-badge.module.css';

/** Whether something is at stake here: production filled in the account's colour, all else in outline. */
export function EnvironmentBadge({ account }: { account: AccountSummary }) {
  const { t } = useTranslation('accounts');
  const environment = environmentOf(account);
  return (
    <span
      className={`${colors.colored} ${styles.badge}`}
      data-color={account.color}
      data-environment={environment}
    >
      {t(environment)}
    </span>
  );
}
