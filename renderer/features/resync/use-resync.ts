import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ResyncReport } from '#shared/models/resync.ts';
import { useResyncRun, useStartResync } from '../../queries/resync.ts';
import { notify } from '../../state/notices.ts';
import { showOverlay, useView } from '../../state/view.ts';
import { countWords } from './report-words.ts';

/** Resyncs, and where one can be started from. The report takes the album's place at once and fills when the answer is there. */
export interface Resync {
  /** One is under way; another waits for its end. */
  running: boolean;
  /** Asks for the whole album again. */
  album(albumId: string): void;
  /** Asks for these images; `noIds`: what else was in the text they were pasted in. */
  images(albumId: string, imageIds: string[], noIds?: string[]): void;
}

export function useResync(): Resync {
  const { t } = useTranslation('resync');
  const running = useResyncRun()?.status === 'pending';
  const start = useStartResync((report) => announce(t, report));

  function run(albumId: string, imageIds: string[] | null, noIds: string[]) {
    start.mutate({ albumId, imageIds, noIds });
    showOverlay({ kind: 'resync-report' });
  }

  return {
    running,
    album: (albumId) => run(albumId, null, []),
    images: (albumId, imageIds, noIds = []) => run(albumId, imageIds, noIds),
  };
}

/** Says how a resync ended to someone who does not look at its report. */
function announce(t: TFunction<'resync'>, report: ResyncReport): void {
  if (useView.getState().overlay?.kind === 'resync-report') return;
  const counts = countWords(t, report)
    .map(({ words }) => words)
    .join(', ');
  notify(t('endedNotice', { counts }), {
    label: t('showReport'),
    run: () => showOverlay({ kind: 'resync-report' }),
  });
}
