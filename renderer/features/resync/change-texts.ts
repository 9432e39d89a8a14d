import type { TFunction } from 'i18next';
import type { FieldChange } from '#shared/models/resync.ts';
import { formatBytes } from '../../i18n/bytes.ts';
import { formatMoment } from '../../i18n/time.ts';

type Translate = TFunction<'resync'>;

/** The two sides of a change in the user's language; null or empty where there was or is nothing. */
export interface ChangeTexts {
  before: string | null;
  after: string | null;
}

/**
 * Words a change. A report has its values as text that can be read anywhere (electron/library/compare.ts): those of a
 * kind that is known here are set in the user's language, others stay as they are. So do two that would read alike,
 * such as sizes a byte apart.
 */
export function changeTexts(t: Translate, language: string, change: FieldChange): ChangeTexts {
  const { before, after } = change;
  const wordsOf = (value: string | null) => value && textOf(t, language, change.field, value);
  const said = { before: wordsOf(before), after: wordsOf(after) };
  return said.before === said.after ? { before, after } : said;
}

function textOf(t: Translate, language: string, field: string, value: string): string {
  switch (field) {
    case 'takenAt':
    case 'createdAt':
    case 'updatedAt': {
      const ms = Date.parse(value);
      return Number.isNaN(ms) ? value : formatMoment(ms, language);
    }
    case 'processed':
      return value === 'true' ? t('yes') : value === 'false' ? t('no') : value;
    case 'bytes':
      return isWhole(value) ? formatBytes(Number(value), language) : value;
    case 'rotation':
      return isWhole(value) ? `${value}°` : value;
    case 'width':
    case 'height':
    case 'originalWidth':
    case 'originalHeight':
      return isWhole(value) ? `${Number(value).toLocaleString(language)} px` : value;
    default:
      return value;
  }
}

const isWhole = (value: string): boolean => /^\d+$/.test(value);
