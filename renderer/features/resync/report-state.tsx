import { useTranslation } from 'react-i18next';
import { AppError } from '#shared/errors.ts';
import type { Resync } from '#shared/models/resync.ts';
import { nothingCompared } from '#shared/nothing-compared.ts';
import { useCancelResync, useRetryResync } from '../../queries/resync.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import styles from './report-state.module.css';
import { stillToAsk } from './report-words.ts';

/** How far a resync is and why it waits; once it has ended, why nothing came of it and what can be asked again. */
export function ReportState({ resync }: { resync: Resync }) {
  switch (resync.status) {
    case 'running':
    case 'waiting':
      return <UnderWay resync={resync} />;
    case 'ended':
    case 'cancelled':
      return <Ended resync={resync} />;
  }
}

function UnderWay({ resync: { id, scope, status, done, asked, error } }: { resync: Resync }) {
  const { t } = useTranslation('resync');
  const cancel = useCancelResync();
  const isAlbum = scope === 'album';
  return (
    <div className={styles.state}>
      <div className={styles.line}>
        <ProgressBar
          label={isAlbum ? t('running') : t('progress', { done, total: asked })}
          done={isAlbum ? null : done}
          total={asked}
        />
        <Button disabled={cancel.isPending} onClick={() => cancel.mutate(id)}>
          {t('cancelResync')}
        </Button>
      </div>
      {status === 'waiting' && error !== null ? (
        <ErrorNote lead={t('waiting')} error={new AppError(error)} goesOn />
      ) : (
        <p className={styles.hint}>{t('runningHint')}</p>
      )}
      {cancel.isError && <ErrorNote error={cancel.error} />}
    </div>
  );
}

function Ended({ resync }: { resync: Resync }) {
  const { t } = useTranslation(['resync', 'common']);
  const retry = useRetryResync();
  const { id, scope, status, error, counts } = resync;
  const left = stillToAsk(resync);
  const isCancelled = status === 'cancelled';
  // Of ids it is said with how many failed for it.
  const failure = isCancelled || counts.failed > 0 ? null : error;
  const isAlbum = scope === 'album' && resync.compared === null;
  if (failure === null && left === 0 && !isCancelled) return null;
  return (
    <div className={styles.state}>
      {isCancelled && <p>{t(nothingCompared(resync) ? 'cancelledBefore' : 'cancelled')}</p>}
      {failure !== null && (
        <ErrorNote error={new AppError(failure)} {...(isAlbum && { onRetry: () => retry.mutate(id) })} />
      )}
      {left > 0 && (
        <Button
          variant="primary"
          className={styles.action}
          disabled={retry.isPending}
          onClick={() => retry.mutate(id)}
        >
          {t(left > counts.failed ? 'askRest' : 'askAgain', { count: left })}
        </Button>
      )}
      {isAlbum && isCancelled && (
        <Button className={styles.action} disabled={retry.isPending} onClick={() => retry.mutate(id)}>
          {t('common:tryAgain')}
        </Button>
      )}
      {retry.isError && <ErrorNote error={retry.error} />}
    </div>
  );
}
