import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Watch } from '#shared/models/watch.ts';
import { notify } from '../../state/notices.ts';
import { plainText } from '../../ui/plain-text.tsx';
import { endWords } from './watch-words.ts';

/** Tells what came of a watch when it ends by itself; not of one that had ended before it was first seen. */
export function useWatchNotices(watches: readonly Watch[]): void {
  const { t } = useTranslation('watching');
  const waiting = useRef(new Set<string>());
  useEffect(() => {
    for (const watch of watches) {
      if (watch.endedAt === null) waiting.current.add(watch.id);
      else if (waiting.current.delete(watch.id) && isSettled(watch))
        notify(endWords(t, plainText(watch.albumId) || t('noName'), watch));
    }
  }, [watches, t]);
}

/** Where not, the user has ended it. */
const isSettled = ({ processed, failed, gone, total }: Watch): boolean => processed + failed + gone >= total;
