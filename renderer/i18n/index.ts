import { createInstance, type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '#shared/models/preferences.ts';
import { account } from './messages/account.ts';
import { accounts } from './messages/accounts.ts';
import { albums } from './messages/albums.ts';
import { common } from './messages/common.ts';
import { errors } from './messages/errors.ts';
import { fields } from './messages/fields.ts';
import { grid } from './messages/grid.ts';
import { health } from './messages/health.ts';
import { marks } from './messages/marks.ts';
import { queue } from './messages/queue.ts';
import { resync } from './messages/resync.ts';
import { rights } from './messages/rights.ts';
import { search } from './messages/search.ts';
import { selection } from './messages/selection.ts';
import { session } from './messages/session.ts';
import { sharing } from './messages/sharing.ts';
import { signIn } from './messages/sign-in.ts';
import { support } from './messages/support.ts';
import { token } from './messages/token.ts';
import { viewer } from './messages/viewer.ts';
import { watching } from './messages/watching.ts';
import { frenchSpaces } from './typography.ts';

/** Every part of the page with its words; the name is the namespace: `useTranslation('sharing')`. */
export const words = {
  account,
  accounts,
  albums,
  common,
  errors,
  fields,
  grid,
  health,
  marks,
  queue,
  resync,
  rights,
  search,
  selection,
  session,
  sharing,
  signIn,
  support,
  token,
  viewer,
  watching,
};

type Words = typeof words;
type Namespace = keyof Words;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    keySeparator: false;
    resources: { [N in Namespace]: Words[N]['en'] };
  }
}

export const i18n: I18n = createInstance();

/** Starts the page's words in `language`. Nothing is loaded later: both languages are in the bundle. */
export async function startI18n(language: Language): Promise<void> {
  await i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    ns: Object.keys(words),
    defaultNS: 'common',
    keySeparator: false,
    resources: { en: inLanguage('en'), fr: inLanguage('fr') },
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    returnEmptyString: false,
  });
}

function inLanguage(language: Language): Record<string, Record<string, string>> {
  return Object.fromEntries(
    Object.entries(words).map(([namespace, part]) => [
      namespace,
      language === 'fr' ? inFrench(part.fr) : part.en,
    ]),
  );
}

/** With French spaces, and saying "many" (round millions) with the words of "other". */
function inFrench(part: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(part).flatMap(([key, text]) => {
      const set = frenchSpaces(text);
      return key.endsWith('_other')
        ? [
            [key, set],
            [key.replace(/_other$/, '_many'), set],
          ]
        : [[key, set]];
    }),
  );
}
