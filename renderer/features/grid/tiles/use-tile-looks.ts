import { useMemo, useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { TileLooks } from './tile-marks.ts';

/** What tiles say in the user's language and the icons they show, once `TileIcons` is there. */
export function useTileLooks(): [TileLooks, RefObject<HTMLDivElement | null>] {
  const { t } = useTranslation('grid');
  const { t: tMarks } = useTranslation('marks');
  const icons = useRef<HTMLDivElement>(null);
  const looks = useMemo(
    (): TileLooks => ({
      noName: t('noName'),
      noPicture: t('noPicture'),
      pictureFailed: t('pictureFailed'),
      processingError: t('processingError'),
      oddRecord: t('oddRecord'),
      page: (page) => t('page', { page }),
      share: {
        shared: tMarks('tileShared'),
        changed: tMarks('tileChanged'),
        uncertain: tMarks('tileUncertain'),
        none: tMarks('tileNotShared'),
      },
      icon: (name) => icons.current?.querySelector(`[data-icon=${name}]`)?.cloneNode(true) ?? new Text(),
    }),
    [t, tMarks],
  );
  return [looks, icons];
}
