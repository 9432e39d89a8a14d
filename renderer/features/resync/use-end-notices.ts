import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Resync } from '#shared/models/resync.ts';
import { useResyncEnds } from '../../queries/resync.ts';
import { notify } from '../../state/notices.ts';
import { shownView, useView } from '../../state/view.ts';
import { plainText } from '../../ui/plain-text.tsx';
import { resultWords } from './report-words.ts';
import { showReport } from './use-resync.ts';

/** Tells how a resync ended to someone who does not look at its report. */
export function useEndNotices(): void {
  const { t } = useTranslation('resync');
  useResyncEnds((resync) => {
    const view = shownView(useView.getState());
    if (view?.kind === 'resync-report' && view.resyncId === resync.id) return;
    notify(endWords(t, resync), { label: t('showReport'), run: () => showReport(resync.id) });
  });
}

function endWords(t: TFunction<'resync'>, resync: Resync): string {
  if (resync.error !== null && resync.status === 'ended')
    return t('failedNotice', { album: plainText(resync.albumId) });
  const counts = resultWords(t, resync);
  return t(resync.status === 'cancelled' ? 'cancelledNotice' : 'endedNotice', { counts });
}
