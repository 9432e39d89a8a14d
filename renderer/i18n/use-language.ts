import { useTranslation } from 'react-i18next';
import type { Language } from '#shared/models/preferences.ts';

/** The interface's language, for `Intl` and for labels that come in several languages. */
export function useLanguage(): Language {
  return useTranslation().i18n.language === 'fr' ? 'fr' : 'en';
}
