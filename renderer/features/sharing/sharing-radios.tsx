import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { labelIn } from '#shared/label.ts';
import type { Sharing } from '#shared/models/sharing.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { PlainText } from '../../ui/plain-text.tsx';
import styles from './sharing-radios.module.css';

interface SharingRadiosProps {
  sharings: Sharing[];
  /** The chosen sharing's id. */
  chosen: string | null;
  onChoose: (id: string) => void;
}

/** One radio a sharing, named by its label in the interface's language. */
export function SharingRadios({ sharings, chosen, onChoose }: SharingRadiosProps) {
  const { t } = useTranslation('sharing');
  const language = useLanguage();
  const group = useId();
  const shown = sharings.map(({ name, labels }) => labelIn(labels, language) || name || t('unnamed'));
  return (
    <fieldset className={styles.group}>
      <legend>{t('to')}</legend>
      {sharings.map(({ id, name }, index) => {
        const label = shown[index] ?? name;
        const labelId = `${group}-${index}`;
        // Two with one label are told apart by their names.
        const twin = shown.indexOf(label) !== shown.lastIndexOf(label);
        const hint = id === null ? t('noId') : twin ? name : '';
        return (
          <label key={labelId} className={styles.choice} data-disabled={id === null || undefined}>
            <input
              type="radio"
              name={group}
              disabled={id === null}
              checked={id !== null && id === chosen}
              aria-labelledby={labelId}
              aria-describedby={hint === '' ? undefined : `${labelId}-hint`}
              onChange={() => id !== null && onChoose(id)}
            />
            <span>
              <span id={labelId}>
                <PlainText>{label}</PlainText>
              </span>
              {hint !== '' && (
                <small id={`${labelId}-hint`}>
                  <PlainText>{hint}</PlainText>
                </small>
              )}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
