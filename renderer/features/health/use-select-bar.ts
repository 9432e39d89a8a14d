import { useTranslation } from 'react-i18next';
import type { AlbumHealth } from '#shared/models/health.ts';
import { useHealthIds } from '../../queries/health.ts';
import { notify } from '../../state/notices.ts';
import { undoSelection } from '../../state/selection.ts';
import { selectImages } from '../resync/select-images.ts';

/** What the bars of an album's health select. */
export interface SelectBar {
  isBusy: boolean;
  /** Why the images of a bar could not be found out; null where they could. */
  error: Error | null;
  /** Goes to the album and selects the images behind a bar. @param spared so many of its first stay unselected */
  bar: (key: string, spared?: number) => void;
  /** Goes to the album and selects these. */
  images: (ids: readonly string[]) => void;
}

export function useSelectBar(accountId: string, albumId: string, health: AlbumHealth): SelectBar {
  const { t } = useTranslation('health');
  const find = useHealthIds();
  const undo = { label: t('undo'), run: undoSelection };
  const images = (ids: readonly string[]) =>
    selectImages(albumId, ids, ({ count, missing }) =>
      notify(
        missing === 0 ? t('selected', { count }) : t('selectedSome', { count, total: count + missing }),
        undo,
      ),
    );
  return {
    isBusy: find.isPending,
    error: find.error,
    bar: (key, spared = 0) =>
      find.mutate(
        { accountId, albumId, revision: health.revision, bar: key },
        { onSuccess: (ids) => images(ids.slice(spared)) },
      ),
    images,
  };
}
