import type { ComponentProps, ReactNode } from 'react';
import styles from './button.module.css';

interface ButtonProps extends ComponentProps<'button'> {
  /** `primary`: the one thing a page is there for; `quiet`: a tool among others; `bare`: as text in a line. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'bare';
  /** A picture before the words; where there are no words, give `aria-label`. */
  icon?: ReactNode;
}

/** A button in the house's look. */
export function Button({ variant = 'secondary', icon, className, children, ...props }: ButtonProps) {
  return (
    <button
      type="button"
      {...props}
      className={[styles.button, className].filter(Boolean).join(' ')}
      data-variant={variant}
      data-icon-only={children === undefined || undefined}
    >
      {icon}
      {children}
    </button>
  );
}
