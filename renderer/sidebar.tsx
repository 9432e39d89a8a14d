import { useTranslation } from 'react-i18next';
import type { Account } from '#shared/models/session.ts';
import { AlbumList } from './features/albums/album-list.tsx';
import { OpenById } from './features/albums/open-by-id.tsx';
import { AccountSwitch } from './features/accounts/account-switch.tsx';
import { QueueButton } from './features/queue/queue-button.tsx';
import { Jobs } from './features/sharing/jobs.tsx';
import { WatchList } from './features/watching/watch-list.tsx';
import styles from './sidebar.module.css';
import { Brand } from './ui/brand.tsx';
import { Notices } from './ui/notices.tsx';

/** The left side: the product, albums, what is going on, the account. */
export function Sidebar({ account }: { account: Account }) {
  const { t } = useTranslation('common');
  return (
    <aside className={styles.sidebar} aria-label={t('sidebar')}>
      <h1 className={styles.brand}>
        <Brand />
      </h1>
      <AlbumList accountId={account.id} />
      <Notices />
      <OpenById />
      <QueueButton />
      <WatchList />
      <Jobs />
      <AccountSwitch />
    </aside>
  );
}
