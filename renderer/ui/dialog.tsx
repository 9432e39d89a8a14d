import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import styles from './dialog.module.css';

interface DialogProps {
  title: string;
  /** Said under the title. */
  description?: string;
  /** `s`: a question; `m`: a list. */
  size?: 's' | 'm';
  /** The focus starts at the dialog itself, not at its first field: there is something to read or to choose first. */
  readFirst?: boolean;
  /** Where the focus goes when it is closed, where that is not what it was opened by. */
  returnTo?: () => HTMLElement | null;
  onClose: () => void;
  children: ReactNode;
}

/** A modal dialog named by its title. Escape, the cross and a press outside close it. It is shown while it is rendered. */
export function Dialog({
  title,
  description,
  size = 's',
  readFirst = false,
  returnTo,
  onClose,
  children,
}: DialogProps) {
  const { t } = useTranslation('common');
  const popup = useRef<HTMLDivElement>(null);
  return (
    <BaseDialog.Root open onOpenChange={(open) => !open && onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={styles.backdrop} />
        <BaseDialog.Popup
          ref={popup}
          className={styles.popup}
          data-size={size}
          {...(readFirst && { initialFocus: popup })}
          {...(returnTo !== undefined && { finalFocus: returnTo })}
        >
          <header className={styles.header}>
            <BaseDialog.Title className={styles.title}>{title}</BaseDialog.Title>
            {description !== undefined && (
              <BaseDialog.Description className={styles.description}>{description}</BaseDialog.Description>
            )}
          </header>
          {children}
          {/* Last, so that the focus starts at what the dialog is there for. */}
          <BaseDialog.Close
            render={<Button variant="quiet" icon={<X />} aria-label={t('close')} className={styles.close} />}
          />
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** The part of a dialog that scrolls where it is too long. */
export function DialogBody({ children }: { children: ReactNode }) {
  return <div className={styles.body}>{children}</div>;
}

/** The buttons at a dialog's end, the main one last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <footer className={styles.actions}>{children}</footer>;
}
