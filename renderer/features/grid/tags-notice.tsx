import { Tags } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { errorData } from '#shared/errors.ts';
import type { AlbumState } from '#shared/models/album.ts';
import type { Columns } from '#shared/columns/read.ts';
import { errorSentence } from '../../i18n/error-sentence.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Button } from '../../ui/button.tsx';
import styles from './album-notices.module.css';
import { incompleteCount } from './incomplete.ts';
import { useCompleteRest } from './use-complete-rest.ts';

interface TagsNoticeProps {
  album: AlbumState;
  columns: Columns;
  /** Why tags of the images in sight could not be loaded; null where nothing went wrong. */
  completeError: Error | null;
}

/** Says for how many images tags are not known, and asks for them when told to: every call counts (api.md). */
export function TagsNotice({ album, columns, completeError }: TagsNoticeProps) {
  const { t } = useTranslation('grid');
  const { t: tErrors } = useTranslation('errors');
  const language = useLanguage();
  const rest = useCompleteRest(album.albumId, columns);
  const error = rest.error ?? completeError;
  const isComplete = useMemo(() => incompleteCount(columns) === 0, [columns]);
  // While the album arrives its images are asked for, not their tags.
  if ((isComplete || album.arriving) && !rest.running) return null;
  const counts = { known: album.completeCount, total: album.imagesCount };
  return (
    <div role="status" className={styles.notice}>
      <Tags aria-hidden />
      <span>
        {error !== null && !rest.running && (
          <>
            {t('tagsFailed')} {errorSentence(tErrors, language, errorData(error))}{' '}
          </>
        )}
        {t(rest.running ? 'tagsLoading' : 'tagsKnown', counts)}
      </span>
      {rest.running && <progress aria-label={t('tagsLoad')} value={counts.known} max={counts.total} />}
      <Button variant="bare" onClick={rest.running ? rest.stop : rest.start}>
        {t(rest.running ? 'tagsStop' : 'tagsLoad')}
      </Button>
    </div>
  );
}
