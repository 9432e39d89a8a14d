import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useDecideShare } from '../../queries/shares.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './needs-user.module.css';

interface NeedsUserProps {
  jobId: string;
  /** How many images cannot be looked up for certain. */
  count: number;
}

/** Says why some images were neither shared nor given up, and lets the user decide. */
export function NeedsUser({ jobId, count }: NeedsUserProps) {
  const { t } = useTranslation('sharing');
  const id = useId();
  const decide = useDecideShare();
  const choose = (choice: 'send' | 'shared') => decide.mutate({ jobId, choice });
  return (
    <section aria-labelledby={id} className={styles.needs}>
      <h3 id={id}>{t('decideTitle', { count })}</h3>
      <p>{t('decideHint', { count })}</p>
      <p className={styles.choices}>
        <Button disabled={decide.isPending} onClick={() => choose('send')}>
          {t('sendAgain')}
        </Button>
        <Button disabled={decide.isPending} onClick={() => choose('shared')}>
          {t('areThere')}
        </Button>
      </p>
      {decide.isError && <ErrorNote error={decide.error} />}
    </section>
  );
}
