import { messages } from '../messages.ts';

/** Words that more than one part of the page says. */
export const common = messages({
  en: {
    product: 'SharinPix Companion',
    close: 'Close',
    cancel: 'Cancel',
    tryAgain: 'Try again',
    loading: 'Loading…',
    notices: 'Notices',
    olderNotices_one: 'Show 1 earlier',
    olderNotices_other: 'Show {{count, number}} earlier',
    closeAll: 'Close all',
    sidebar: 'Albums and account',
    somethingWrong: 'This part of the window stopped working.',
    reload: 'Reload the window',
    back: 'Back',
    backToAlbum: 'Back to album',
  },
  fr: {
    product: 'SharinPix Companion',
    close: 'Fermer',
    cancel: 'Annuler',
    tryAgain: 'Réessayer',
    loading: 'Chargement…',
    notices: 'Notifications',
    olderNotices_one: 'Afficher la précédente',
    olderNotices_other: 'Afficher les {{count, number}} précédentes',
    closeAll: 'Tout fermer',
    sidebar: 'Albums et compte',
    somethingWrong: 'Cette partie de la fenêtre ne répond plus.',
    reload: 'Recharger la fenêtre',
    back: 'Retour',
    backToAlbum: 'Retour à l’album',
  },
});
