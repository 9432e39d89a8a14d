import { messages } from '../messages.ts';

/** The counts of calls and pictures, and the file for support. */
export const support = messages({
  en: {
    meter: 'Calls and pictures',
    meterHint:
      'SharinPix limits how many calls and pictures an organisation may ask for in a day, and stops everybody who asks for more. This is what this computer has asked for; what others ask for is not known here.',
    today: 'Today: {{calls}}, {{pictures}}, {{kept}}.',
    calls_one: '{{count, number}} call',
    calls_other: '{{count, number}} calls',
    pictures_one: '{{count, number}} picture fetched',
    pictures_other: '{{count, number}} pictures fetched',
    kept_one: '{{count, number}} picture from this computer (saved)',
    kept_other: '{{count, number}} pictures from this computer (saved)',
    failed_one: '{{count, number}} of the calls failed.',
    failed_other: '{{count, number}} of the calls failed.',
    daysBefore: 'The days before',
    day: 'Day',
    columnCalls: 'Calls',
    columnFailed: 'Failed',
    columnPictures: 'Fetched',
    columnKept: 'Saved',

    bundle: 'For support',
    bundleHint:
      'A file to attach to a ticket: versions, settings, what the token allows in numbers, the last 200 calls, the last 20 resyncs in numbers, what went wrong, and the end of the log. It holds no token, no sharing id, no address of a picture, no title and no name of a person; album ids are in it.',
    saveBundle: 'Save support bundle',
  },
  fr: {
    meter: 'Appels et images',
    meterHint:
      'SharinPix limite le nombre d’appels et d’images qu’une organisation peut demander par jour, et bloque tout le monde au-delà. Voici ce que cet ordinateur a demandé ; ce que d’autres demandent n’est pas connu ici.',
    today: 'Aujourd’hui : {{calls}}, {{pictures}}, {{kept}}.',
    calls_one: '{{count, number}} appel',
    calls_other: '{{count, number}} appels',
    pictures_one: '{{count, number}} image chargée',
    pictures_other: '{{count, number}} images chargées',
    kept_one: '{{count, number}} image de cet ordinateur (économisée)',
    kept_other: '{{count, number}} images de cet ordinateur (économisées)',
    failed_one: '{{count, number}} appel a échoué.',
    failed_other: '{{count, number}} appels ont échoué.',
    daysBefore: 'Les jours précédents',
    day: 'Jour',
    columnCalls: 'Appels',
    columnFailed: 'Échoués',
    columnPictures: 'Chargées',
    columnKept: 'Économisées',

    bundle: 'Pour le support',
    bundleHint:
      'Un fichier à joindre à un ticket : versions, réglages, ce que le jeton permet (en chiffres), les 200 derniers appels, les 20 dernières resynchronisations (en chiffres), ce qui a échoué, et la fin du journal. Il ne contient ni jeton, ni identifiant de partage, ni adresse d’image, ni titre, ni nom de personne ; les identifiants d’albums y sont.',
    saveBundle: 'Enregistrer le fichier de support',
  },
});
