import { X } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Watch } from '#shared/models/watch.ts';
import { goingOn } from '../../i18n/error-around.ts';
import { errorSentence } from '../../i18n/error-sentence.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useRemoveWatch } from '../../queries/watches.ts';
import { openAlbum, showOverlay, useView } from '../../state/view.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { plainText, PlainText } from '../../ui/plain-text.tsx';
import { NextLook } from './next-look.tsx';
import styles from './watch-list.module.css';
import { watchWords } from './watch-words.ts';

interface WatchItemProps {
  watch: Watch;
  /** It is about to be removed. */
  onRemove: () => void;
}

/** One watch: whose album, how far, when it looks next, what went wrong. */
export function WatchItem({ watch, onRemove }: WatchItemProps) {
  const { t } = useTranslation('watching');
  const { t: tErrors } = useTranslation('errors');
  const id = useId();
  const language = useLanguage();
  const remove = useRemoveWatch();
  const isOpen = useView((view) => view.albumId === watch.albumId);
  const { albumId, endedAt, nextAt, failed, gone, failures, error } = watch;
  const album = albumId === '' ? t('noName') : plainText(albumId);
  const end = endedAt === null ? 'going' : failed + gone > 0 ? 'bad' : 'good';
  return (
    <li className={styles.watch} data-end={end}>
      <Button
        id={id}
        variant="bare"
        className={styles.album}
        title={album}
        onClick={() => (isOpen ? showOverlay(null) : openAlbum(albumId))}
      >
        <PlainText>{album}</PlainText>
      </Button>
      <p className={styles.words}>
        {watchWords(t, watch)}
        {endedAt === null && nextAt !== null && <NextLook at={nextAt} />}
      </p>
      {error !== null && endedAt === null && (
        <p className={styles.why}>{errorSentence(tErrors, language, error, goingOn)}</p>
      )}
      {failures.length > 0 && (
        <details className={styles.failures}>
          <summary>{t('failed', { count: failed })}</summary>
          <ul>
            {failures.map((failure) => (
              <li key={failure.id}>
                <PlainText>
                  {t('failure', { name: failure.name || failure.id, says: failure.says })}
                </PlainText>
              </li>
            ))}
            {failed > failures.length && <li>{t('moreFailures', { count: failed - failures.length })}</li>}
          </ul>
        </details>
      )}
      {remove.isError && <ErrorNote error={remove.error} />}
      <Button
        variant="quiet"
        icon={<X />}
        className={styles.remove}
        aria-label={t('remove')}
        aria-describedby={id}
        title={t('remove')}
        onClick={() => {
          onRemove();
          remove.mutate(watch.id);
        }}
      />
    </li>
  );
}
