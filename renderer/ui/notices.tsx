import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dismissAllNotices, dismissNotice, useNotices, type Notice } from '../state/notices.ts';
import { Button } from './button.tsx';
import styles from './notices.module.css';

/**
 * Where notices appear: one `status`, always there, so that screen readers hear what is added to it. It has a place of its
 * own in the sidebar and lies over nothing; the newest is shown, those before it are a press away.
 */
export function Notices() {
  const { t } = useTranslation('common');
  const notices = useNotices((state) => state.notices);
  const [isUnfolded, setUnfolded] = useState(false);
  /** Nobody's notice goes while the pointer or the focus is on it. */
  const [isPointed, setPointed] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const all = useRef<HTMLDivElement>(null);
  const older = notices.length - 1;

  // The button that had the focus is gone: without this, it would fall out of the page.
  function close(dismiss: () => void) {
    dismiss();
    all.current?.focus();
  }

  return (
    // A modal dialog hides the rest of the page from screen readers, but for what carries aria-live.
    <div
      ref={all}
      role="status"
      aria-live="polite"
      aria-label={t('notices')}
      tabIndex={-1}
      className={styles.notices}
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocus={({ target, currentTarget }) => setFocused(target !== currentTarget)}
      onBlur={() => setFocused(false)}
    >
      {older > 0 && (
        <div className={styles.more}>
          <Button variant="bare" aria-expanded={isUnfolded} onClick={() => setUnfolded(!isUnfolded)}>
            {t('olderNotices', { count: older })}
          </Button>
          <Button variant="bare" onClick={() => close(dismissAllNotices)}>
            {t('closeAll')}
          </Button>
        </div>
      )}
      {notices.map((notice, i) => (
        <NoticeLine
          key={notice.id}
          notice={notice}
          isFolded={i < older && !isUnfolded}
          isHeld={isPointed || isFocused}
          onClose={() => close(() => dismissNotice(notice.id))}
        />
      ))}
    </div>
  );
}

interface NoticeLineProps {
  notice: Notice;
  isFolded: boolean;
  isHeld: boolean;
  onClose: () => void;
}

function NoticeLine({ notice, isFolded, isHeld, onClose }: NoticeLineProps) {
  const { t } = useTranslation('common');
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => dismissNotice(notice.id), notice.action ? 15_000 : 6_000);
    return () => clearTimeout(timer);
  }, [notice, isHeld]);
  return (
    <div className={styles.notice} hidden={isFolded}>
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
      <Button variant="quiet" icon={<X />} aria-label={t('close')} onClick={onClose} />
    </div>
  );
}
