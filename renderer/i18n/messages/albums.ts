import { messages } from '../messages.ts';

/** The sidebar: albums, the field that opens one by its id, jobs. */
export const albums = messages({
  en: {
    albums: 'Albums',
    images_one: '{{count, number}} image',
    images_other: '{{count, number}} images',
    withCount: '{{id}}, {{images}}',
    noAlbumName: 'Images without album',
    openById: 'Open album by id',
    open: 'Open',
    none: 'The server lists no album for this token. Open one by its id.',
    loading: 'Loading albums…',
    chooseTitle: 'No album is open',
    chooseHint: 'Choose an album at the left, or open one by its id.',
  },
  fr: {
    albums: 'Albums',
    images_one: '{{count, number}} image',
    images_other: '{{count, number}} images',
    withCount: '{{id}}, {{images}}',
    noAlbumName: 'Images sans album',
    openById: 'Ouvrir un album par identifiant',
    open: 'Ouvrir',
    none: 'Le serveur ne liste aucun album pour ce jeton. Ouvrez-en un par son identifiant.',
    loading: 'Chargement des albums…',
    chooseTitle: 'Aucun album n’est ouvert',
    chooseHint: 'Choisissez un album à gauche, ou ouvrez-en un par son identifiant.',
  },
});
