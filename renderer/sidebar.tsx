import { CircleUser } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '#shared/models/session.ts';
import { AlbumList } from './features/albums/album-list.tsx';
import { OpenById } from './features/albums/open-by-id.tsx';
import { Jobs } from './features/sharing/jobs.tsx';
import styles from './sidebar.module.css';
import { showOverlay } from './state/view.ts';
import { Brand } from './ui/brand.tsx';
import { PlainText } from './ui/plain-text.tsx';

/** The left side: the product, albums, what is going on, the account. */
export function Sidebar({ account }: { account: Account }) {
  const { t } = useTranslation(['session', 'common']);
  const id = useId();
  const who = account.demo ? t('demo') : (account.user.name ?? account.user.email ?? account.user.id);
  return (
    <aside className={styles.sidebar} aria-label={t('common:sidebar')}>
      <h1 className={styles.brand}>
        <Brand />
      </h1>
      <AlbumList accountId={account.id} />
      <OpenById />
      <Jobs />
      <button
        type="button"
        className={styles.account}
        aria-describedby={id}
        aria-haspopup="dialog"
        onClick={() => showOverlay({ kind: 'account' })}
      >
        <CircleUser aria-hidden />
        <span>
          {t('account')}
          {/* It changes with the account, so it describes the button and does not name it. */}
          <small id={id} aria-hidden>
            {who !== null && <PlainText>{who}</PlainText>}
          </small>
        </span>
      </button>
    </aside>
  );
}
