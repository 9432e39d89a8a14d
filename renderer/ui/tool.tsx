import type { ComponentProps } from 'react';
import { Button } from './button.tsx';
import styles from './tool.module.css';

interface ToolProps extends Omit<ComponentProps<typeof Button>, 'name'> {
  name: string;
}

/** A quiet button whose words are shown where there is room for them: where the style `--words` is not `none`. */
export function Tool({ name, className, ...props }: ToolProps) {
  return (
    <Button
      variant="quiet"
      aria-label={name}
      title={name}
      className={[styles.tool, className].filter(Boolean).join(' ')}
      {...props}
    >
      <span>{name}</span>
    </Button>
  );
}
