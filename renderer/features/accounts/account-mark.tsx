import type { AccountColor } from '#shared/models/session.ts';
import colors from './account-color.module.css';
import styles from './account-mark.module.css';

/** A dot in the account's colour; what it stands for is said in words beside it. */
export function AccountMark({ color }: { color: AccountColor }) {
  return <span aria-hidden className={`${colors.colored} ${styles.mark}`} data-color={color} />;
}
