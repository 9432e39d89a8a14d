import { useTranslation } from 'react-i18next';
import type { ShareJob } from '#shared/models/sharing.ts';
import { goingOn } from '../../i18n/error-around.ts';
import { errorSentence } from '../../i18n/error-sentence.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useCancelShare, useTryNow } from '../../queries/shares.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './job-panel.module.css';
import type { Tally } from './job-words.ts';

interface GoingNotesProps {
  job: ShareJob;
  tally: Tally;
}

/** Why a share waits for the server; what closing and cancelling would do. */
export function GoingNotes({ job, tally }: GoingNotesProps) {
  const { t } = useTranslation('sharing');
  const { t: tErrors } = useTranslation('errors');
  const language = useLanguage();
  const { waiting } = job;
  const tryNow = useTryNow();
  return (
    <>
      {waiting?.why === 'server' && waiting.error !== null && (
        <p className={styles.muted}>{errorSentence(tErrors, language, waiting.error, goingOn)}</p>
      )}
      {waiting?.why === 'server' && (
        <p>
          <Button disabled={tryNow.isPending} onClick={() => tryNow.mutate()}>
            {t('tryNow')}
          </Button>
        </p>
      )}
      {tryNow.isError && <ErrorNote error={tryNow.error} />}
      <p className={styles.muted}>
        {tally.cancelled > 0 && `${t('givenUp', { count: tally.cancelled })} `}
        {t('closeHint')}
        {tally.queued > 0 && ` ${t('cancelHint', { count: tally.queued })}`}
      </p>
    </>
  );
}

/** What can be done with a share that has images to send. */
export function GoingActions({ jobId }: { jobId: string }) {
  const { t } = useTranslation('sharing');
  const cancel = useCancelShare();
  return (
    <>
      {cancel.isError && <ErrorNote error={cancel.error} />}
      <Button disabled={cancel.isPending} onClick={() => cancel.mutate(jobId)}>
        {t('cancel')}
      </Button>
    </>
  );
}
