import { secretMarks, type SecretMark } from '#shared/hide-secrets.ts';
import { plainText } from '../../ui/plain-text.tsx';
import type { Translate } from './report-words.ts';

const marks = Object.entries(secretMarks) as [SecretMark, string][];

/** A piece of a pasted text as it is quoted; of what opens something stands there only what it is. */
export const pieceWords = (t: Translate, piece: string): string =>
  t('quoted', {
    text: marks.reduce((text, [what, mark]) => text.replaceAll(mark, t(`mark-${what}`)), plainText(piece)),
  });
