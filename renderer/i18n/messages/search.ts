import { messages } from '../messages.ts';

/** Finding images by what they are called. */
export const search = messages({
  en: {
    search: 'Search images',
    hint: 'Name, title or tag',
    found_one: '{{count, number}} image found',
    found_other: '{{count, number}} images found',
  },
  fr: {
    search: 'Rechercher des images',
    hint: 'Nom, titre ou étiquette',
    found_one: '{{count, number}} image trouvée',
    found_other: '{{count, number}} images trouvées',
  },
});
