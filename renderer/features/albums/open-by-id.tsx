import { CornerDownLeft } from 'lucide-react';
import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { albumId } from '#shared/models/album.ts';
import { AppError } from '#shared/errors.ts';
import { openAlbum } from '../../state/view.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './open-by-id.module.css';

/** Opens an album that is not listed. */
export function OpenById() {
  const { t } = useTranslation('albums');
  const id = useId();
  const [wrong, setWrong] = useState(false);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const typed = new FormData(form).get('album');
    const read = albumId.min(1).safeParse(typeof typed === 'string' ? typed.trim() : '');
    setWrong(!read.success);
    if (!read.success) return;
    form.reset();
    openAlbum(read.data);
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <label htmlFor={id} className={styles.label}>
        {t('openById')}
      </label>
      <div className={styles.line}>
        <input id={id} type="text" name="album" autoComplete="off" spellCheck={false} />
        <Button type="submit" icon={<CornerDownLeft />} aria-label={t('open')} title={t('open')} />
      </div>
      {wrong && <ErrorNote error={new AppError({ code: 'bad-album-id' })} />}
    </form>
  );
}
