import { messages } from '../messages.ts';

/** What the account's dialog sets for this computer: how many pictures are kept, how careful shares are. */
export const account = messages({
  en: {
    pictures: 'Pictures kept on this computer',
    picturesHint: 'What was seen once is there at once, and without the server. Signing out deletes it.',
    most: 'Keep at most',
    none: 'None',
    used: '{{used}} of {{most}} used',
    usedOfNone: 'None are kept.',
    counting: 'Counting…',
    delete: 'Delete kept pictures',
    deleted: 'The kept pictures were deleted.',
    refused:
      'The disk refuses to keep pictures: it is full or cannot be written to. They are shown all the same, and fetched again each time.',

    lostAnswers: 'When the answer to a share is lost',
    fenceHint:
      'The server may still be working on the share. The app looks at what is there, and sends what is missing only after this time. A server that works on it even longer could still share an image twice; a longer time makes that less likely.',
    fence: 'Send again after',
  },
  fr: {
    pictures: 'Images conservées sur cet ordinateur',
    picturesHint:
      'Ce qui a été vu une fois réapparaît aussitôt, même sans le serveur. La déconnexion l’efface.',
    most: 'Conserver au plus',
    none: 'Aucune',
    used: '{{used}} sur {{most}} utilisés',
    usedOfNone: 'Aucune n’est conservée.',
    counting: 'Calcul en cours…',
    delete: 'Effacer les images conservées',
    deleted: 'Les images conservées ont été effacées.',
    refused:
      'Le disque refuse de conserver des images : il est plein ou protégé en écriture. Elles s’affichent tout de même, mais sont téléchargées à chaque fois.',

    lostAnswers: 'Quand la réponse à un partage se perd',
    fenceHint:
      'Le serveur y travaille peut-être encore. L’application vérifie ce qui s’y trouve, et n’envoie ce qui manque qu’après ce délai. Un serveur qui y travaillerait plus longtemps encore pourrait tout de même partager une image deux fois ; un délai plus long rend cela moins probable.',
    fence: 'Renvoyer après',
  },
});
