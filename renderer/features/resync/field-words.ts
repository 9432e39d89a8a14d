import type { TFunction } from 'i18next';
import { hasWords } from '../../i18n/messages.ts';
import { fields } from '../../i18n/messages/fields.ts';
import { plainText } from '../../ui/plain-text.tsx';

type Translate = TFunction<'fields'>;

/**
 * A field's name in words: those of a record, and what a camera or a user wrote key by key (`exif.FNumber`,
 * `metadata.client`). What has no words here is shown as it is called, a camera's key with blanks between its words.
 */
export function fieldWords(t: Translate, field: string): string {
  if (field.startsWith('exif.'))
    return t('exifKey', { key: known(t, field) ?? plainText(spaced(field.slice('exif.'.length))) });
  if (field.startsWith('metadata.'))
    return t('metadataKey', { key: plainText(field.slice('metadata.'.length)) });
  return known(t, field) ?? plainText(field);
}

const known = (t: Translate, field: string): string | null => (isField(field) ? t(field) : null);

/** The two sentences that a key is put in are no field. */
const isField = (field: string): field is Exclude<keyof typeof fields.en, 'exifKey' | 'metadataKey'> =>
  hasWords(fields, field) && field !== 'exifKey' && field !== 'metadataKey';

/** `ExposureBiasValue` as "Exposure Bias Value". */
const spaced = (key: string): string => key.replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ');
