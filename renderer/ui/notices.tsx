import { X } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { dismissNotice, useNotices, type Notice } from '../state/notices.ts';
import { Button } from './button.tsx';
import styles from './notices.module.css';

/** Where notices appear: one `status`, always there, so that screen readers hear what is added to it. */
export function Notices() {
  const { t } = useTranslation('common');
  const notices = useNotices((state) => state.notices);
  return (
    // A modal dialog hides the rest of the page from screen readers, but for what carries aria-live.
    <div role="status" aria-live="polite" aria-label={t('notices')} className={styles.notices}>
      {notices.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function NoticeLine({ notice }: { notice: Notice }) {
  const { t } = useTranslation('common');
  useEffect(() => {
    const timer = setTimeout(() => dismissNotice(notice.id), notice.action ? 15_000 : 6_000);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <div className={styles.notice}>
      <p>{notice.text}</p>
      {notice.action && (
        <Button
          variant="bare"
          onClick={() => {
            notice.action?.run();
            dismissNotice(notice.id);
          }}
        >
          {notice.action.label}
        </Button>
      )}
      <Button variant="quiet" icon={<X />} aria-label={t('close')} onClick={() => dismissNotice(notice.id)} />
    </div>
  );
}
