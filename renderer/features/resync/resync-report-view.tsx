import { ArrowLeft } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { tinykeys } from 'tinykeys';
import { useResyncProgress, useResyncRun, type ResyncRun } from '../../queries/resync.ts';
import { useSelection } from '../../state/selection.ts';
import { showOverlay, useView } from '../../state/view.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { SelectionCount } from '../selection/selection-count.tsx';
import { NoIds } from './no-ids.tsx';
import { ReportBody } from './report-body.tsx';
import styles from './resync-report-view.module.css';
import { useResync } from './use-resync.ts';

/** The newest resync in the album's place: how far it is, then what it found. Escape goes back to the album. */
export function ResyncReportView() {
  const { t } = useTranslation('resync');
  const id = useId();
  const run = useResyncRun();
  // The selection stays as it is behind the report, and goes on being said.
  const columns = useSelection((state) => state.place?.columns);
  const region = useRef<HTMLElement>(null);
  useEffect(() => moveFocus(region.current), []);
  useEffect(
    () =>
      tinykeys(window, {
        Escape: (event) => {
          // A dialog over it closes first.
          if (event.defaultPrevented || useView.getState().under !== null) return;
          event.preventDefault();
          showOverlay(null);
        },
      }),
    [],
  );
  return (
    <section ref={region} tabIndex={-1} aria-labelledby={id} className={styles.report}>
      <header className={styles.header}>
        <Button variant="quiet" icon={<ArrowLeft />} onClick={() => showOverlay(null)}>
          {t('back')}
        </Button>
        <h2 id={id}>{t('report')}</h2>
        <SelectionCount columns={columns} shown={null} />
      </header>
      {run?.status === 'pending' && <Running run={run} />}
      {run?.status === 'error' && <Failed run={run} />}
      {run?.report && <ReportBody report={run.report} />}
      {run && <NoIds pieces={run.wish.noIds} />}
    </section>
  );
}

function Running({ run }: { run: ResyncRun }) {
  const { t } = useTranslation('resync');
  const progress = useResyncProgress();
  const total = progress?.total ?? run.wish.imageIds?.length ?? 0;
  return (
    <div className={styles.running}>
      <ProgressBar
        label={progress === null ? t('running') : t('progress', { done: progress.done, total })}
        done={progress?.done ?? null}
        total={total}
      />
      <p>{t('runningHint')}</p>
    </div>
  );
}

function Failed({ run: { wish, error } }: { run: ResyncRun }) {
  const resync = useResync();
  const again = () =>
    wish.imageIds === null
      ? resync.album(wish.albumId)
      : resync.images(wish.albumId, wish.imageIds, wish.noIds);
  return <ErrorNote error={error} onRetry={again} />;
}

/** Takes the focus to the report; gives the function that takes it back to where it was, else to the album's images. */
function moveFocus(report: HTMLElement | null): () => void {
  const former = document.activeElement;
  report?.focus();
  return () => {
    const back =
      former !== document.body && former?.isConnected ? former : document.querySelector('[role="grid"]');
    if (back instanceof HTMLElement) back.focus();
  };
}
