import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { useClearPictures, usePictureUsage } from '../../queries/pictures.ts';
import { usePreferences, useSetPreferences } from '../../queries/preferences.ts';
import { notify } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './kept-pictures.module.css';
import { formatStorage, storageChoices } from './storage-size.ts';

/** How much of the disk pictures take, how much they may, and deleting them. */
export function KeptPictures() {
  const { t } = useTranslation('account');
  const id = useId();
  const language = useLanguage();
  const { data: preferences } = usePreferences();
  const { data: usage, error } = usePictureUsage();
  const set = useSetPreferences();
  const clear = useClearPictures();
  if (preferences === undefined) return null;

  const most = preferences.pictureCacheBytes;
  // What was set by hand can be chosen as well.
  const choices = [...new Set([...storageChoices, most])].sort((one, other) => one - other);
  const inWords = (bytes: number) => (bytes === 0 ? t('none') : formatStorage(bytes, language));

  function remove() {
    if (!clear.isPending) clear.mutate(undefined, { onSuccess: () => notify(t('deleted')) });
  }

  function used() {
    if (usage === undefined) return t('counting');
    if (most === 0 && usage.bytes === 0) return t('usedOfNone');
    return t('used', { used: formatStorage(usage.bytes, language), most: formatStorage(most, language) });
  }

  return (
    <section className={styles.kept} aria-labelledby={id}>
      <h3 id={id}>{t('pictures')}</h3>
      <p>{t('picturesHint')}</p>
      <div className={styles.line}>
        <label>
          {t('most')}
          <select
            value={most}
            onChange={({ target }) => set.mutate({ pictureCacheBytes: Number(target.value) })}
          >
            {choices.map((bytes) => (
              <option key={bytes} value={bytes}>
                {inWords(bytes)}
              </option>
            ))}
          </select>
        </label>
        <Button onClick={remove}>{t('delete')}</Button>
      </div>
      <p className={styles.used}>{used()}</p>
      {usage?.isRefused === true && <p role="alert">{t('refused')}</p>}
      {[set.error, clear.error, error].map(
        (failed, at) => failed && <ErrorNote key={at} error={failed} offersToken={false} />,
      )}
    </section>
  );
}
