import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldChange } from '#shared/models/resync.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Color } from '../../ui/color.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import styles from './change-table.module.css';
import { changeTexts } from './change-texts.ts';

/** What a field was or is, for people. */
export function ChangeValue({ change, side }: { change: FieldChange; side: 'before' | 'after' }): ReactNode {
  const { t } = useTranslation('resync');
  const language = useLanguage();
  const text = changeTexts(t, language, change)[side];
  if (text === null || text === '') return <span className={styles.none}>{t('empty')}</span>;
  return change.field === 'color' && isColor(text) ? <Color hex={text} /> : <PlainText>{text}</PlainText>;
}

const isColor = (text: string): boolean => /^#[\dA-F]{6}$/.test(text);
