import { messages } from '../messages.ts';

/** The token lens: what a token says, in words; of each problem what it is and what to do. */
export const token = messages({
  en: {
    open: 'Read a token',
    title: 'Read a token',
    hint: 'It is read on this computer: not sent anywhere, not kept, and not shown again.',
    field: 'Token to read',
    fieldHint: 'Alone, or anywhere in a header, a command or a mail. The field is emptied when it is read.',
    read: 'Read',
    reading: 'Reading …',
    tooLong:
      'That was not read: it is longer than {{count, number}} characters. Paste the part in which the token stands.',
    readOwn: 'Read this account’s token',
    says: 'What the token says',
    fine: 'Nothing is wrong with it, as far as can be told without asking the server.',

    kind: 'Kind',
    isUser: 'A user’s token. It names no albums: the server decides at each call.',
    isForAlbums_one: 'A token for {{count, number}} album.',
    isForAlbums_other: 'A token for {{count, number}} albums.',
    isAdmin: 'An administrator’s token: it is good for everything in the organisation. Pass it on to nobody.',
    isUnknown: 'It names neither a user nor an album.',
    user: 'User',
    issuer: 'Issuer',
    issued: 'Issued',
    expires: 'Expires',
    left: 'Time left',
    expiredSince: 'None: it expired {{span}} ago.',
    never: 'Never: it names no end',
    endUnreadable: 'Not readable',
    notSaid: 'Not said',
    clock: 'Clocks',
    clockAhead:
      'The server’s clock is {{span}} ahead of this computer’s. The time left is counted by the server’s.',
    clockBehind:
      'The server’s clock is {{span}} behind this computer’s. The time left is counted by the server’s.',
    clockSame: 'The server’s clock and this computer’s agree.',
    clockUnknown: 'The server has not told its time yet. The time left is counted by this computer’s clock.',
    form: 'Form',
    size_one: '{{count, number}} character',
    size_other: '{{count, number}} characters',
    notKept: 'The token itself is not there any more; this is what it was known to say.',
    signed: 'Signed with',
    otherClaims: 'Further claims:',

    'not-a-token': 'This is not a token.',
    'not-a-token-do':
      'A token is one long line in three parts with full stops between them, and mostly begins with eyJ. Copy all of it.',
    'secret-url': 'This is a secret URL, not a token.',
    'secret-url-do':
      'Whoever has it can make administrators’ tokens. Paste it nowhere; where it was seen by others, have it replaced.',
    'several-tokens': 'There is more than one token in this text.',
    'several-tokens-do': 'The first was read. For another one, paste it alone.',
    unsigned: 'It is not signed.',
    'unsigned-do':
      'Any server refuses it. It may be cut off behind its last full stop, or made by hand: copy it again.',
    'unreadable-claims': 'What it says cannot be read, or not all of it.',
    'unreadable-claims-do': 'It may be cut off, changed or encrypted. Copy it again, or have a new one made.',
    expired: 'It has expired.',
    'expired-do': 'The server refuses it. Have a new one made; with that, “Renew” goes on where it stopped.',
    'in-milliseconds': 'A time in it seems to be in milliseconds.',
    'in-milliseconds-do':
      'Tokens count in seconds: read so, it lies thousands of years ahead. Have it made again.',
    'unreadable-end': 'When it ends cannot be read.',
    'unreadable-end-do':
      'Its “exp” is no time in seconds. The server will hardly take it; have it made again.',
    'ends-before-it-begins': 'It ends before it begins.',
    'ends-before-it-begins-do': 'It is never valid. Check the program that made it.',
    'not-yet-valid': 'It is not valid yet.',
    'not-yet-valid-do':
      'It begins in the future, by the server’s clock. Wait, or check the clock of the computer that made it.',
    'names-nobody': 'It names nobody: no user, no issuer, no album.',
    'names-nobody-do': 'The server may still take it. For what it is good only the server knows.',
    'never-expires': 'It never expires.',
    'never-expires-do': 'Whoever finds it can use it for good. Prefer one that ends.',
    'other-server': 'It was made by or for another service.',
    'other-server-do': 'This account’s server will hardly take it. Check which system it was copied from.',
    'not-allowed-to-list': 'It may not list the images of any album it names.',
    'not-allowed-to-list-do': 'Albums will look empty with it. Ask for a token with the right “image_list”.',
  },
  fr: {
    open: 'Lire un jeton',
    title: 'Lire un jeton',
    hint: 'Il est lu sur cet ordinateur : ni envoyé, ni conservé, ni réaffiché.',
    field: 'Jeton à lire',
    fieldHint:
      'Seul, ou n’importe où dans un en-tête, une commande ou un e-mail. Le champ est vidé dès la lecture.',
    read: 'Lire',
    reading: 'Lecture …',
    tooLong:
      'Rien n’a été lu : le texte dépasse {{count, number}} caractères. Collez la partie où se trouve le jeton.',
    readOwn: 'Lire le jeton de ce compte',
    says: 'Ce que dit le jeton',
    fine: 'Rien à signaler, pour autant qu’on puisse en juger sans interroger le serveur.',

    kind: 'Type',
    isUser: 'Le jeton d’un utilisateur. Il ne nomme aucun album : le serveur décide à chaque appel.',
    isForAlbums_one: 'Un jeton pour {{count, number}} album.',
    isForAlbums_other: 'Un jeton pour {{count, number}} albums.',
    isAdmin: 'Un jeton d’administrateur : il vaut pour toute l’organisation. Ne le transmettez à personne.',
    isUnknown: 'Il ne nomme ni utilisateur ni album.',
    user: 'Utilisateur',
    issuer: 'Émetteur',
    issued: 'Créé',
    expires: 'Expire',
    left: 'Temps restant',
    expiredSince: 'Aucun : expiré depuis {{span}}.',
    never: 'Jamais : il n’indique aucune échéance',
    endUnreadable: 'Illisible',
    notSaid: 'Non indiqué',
    clock: 'Horloges',
    clockAhead:
      'L’horloge du serveur avance de {{span}} sur celle de cet ordinateur. Le temps restant est compté selon celle du serveur.',
    clockBehind:
      'L’horloge du serveur retarde de {{span}} sur celle de cet ordinateur. Le temps restant est compté selon celle du serveur.',
    clockSame: 'L’horloge du serveur et celle de cet ordinateur concordent.',
    clockUnknown:
      'Le serveur n’a pas encore donné l’heure. Le temps restant est compté selon l’horloge de cet ordinateur.',
    form: 'Forme',
    size_one: '{{count, number}} caractère',
    size_other: '{{count, number}} caractères',
    notKept: 'Le jeton lui-même n’est plus là ; voici ce qu’on savait de lui.',
    signed: 'Signé avec',
    otherClaims: 'Autres champs :',

    'not-a-token': 'Ce n’est pas un jeton.',
    'not-a-token-do':
      'Un jeton est une longue ligne en trois parties séparées par des points, qui commence le plus souvent par eyJ. Copiez-la en entier.',
    'secret-url': 'C’est une URL secrète, pas un jeton.',
    'secret-url-do':
      'Qui la possède peut créer des jetons d’administrateur. Ne la collez nulle part ; si d’autres l’ont vue, faites-la remplacer.',
    'several-tokens': 'Ce texte contient plus d’un jeton.',
    'several-tokens-do': 'Le premier a été lu. Pour en lire un autre, collez-le seul.',
    unsigned: 'Il n’est pas signé.',
    'unsigned-do':
      'Tout serveur le refuse. Il est peut-être coupé après son dernier point, ou fait à la main : copiez-le à nouveau.',
    'unreadable-claims': 'Ce qu’il dit est illisible, du moins en partie.',
    'unreadable-claims-do':
      'Il est peut-être coupé, modifié ou chiffré. Copiez-le à nouveau, ou faites-en créer un autre.',
    expired: 'Il a expiré.',
    'expired-do':
      'Le serveur le refuse. Faites-en créer un nouveau ; « Renouveler » reprend alors là où tout s’est arrêté.',
    'in-milliseconds': 'Une heure semble y être en millisecondes.',
    'in-milliseconds-do':
      'Les jetons comptent en secondes : lue ainsi, elle est à des milliers d’années. Faites-en créer un autre.',
    'unreadable-end': 'Son échéance est illisible.',
    'unreadable-end-do':
      'Son « exp » n’est pas une heure en secondes. Le serveur ne l’acceptera sans doute pas ; faites-en créer un autre.',
    'ends-before-it-begins': 'Il expire avant de commencer.',
    'ends-before-it-begins-do': 'Il n’est jamais valable. Vérifiez le programme qui l’a créé.',
    'not-yet-valid': 'Il n’est pas encore valable.',
    'not-yet-valid-do':
      'Il commence dans le futur, selon l’horloge du serveur. Attendez, ou vérifiez l’horloge de l’ordinateur qui l’a créé.',
    'names-nobody': 'Il ne nomme personne : ni utilisateur, ni émetteur, ni album.',
    'names-nobody-do': 'Le serveur l’acceptera peut-être. Lui seul sait ce qu’il permet.',
    'never-expires': 'Il n’expire jamais.',
    'never-expires-do': 'Qui le trouve peut s’en servir pour toujours. Préférez-en un qui expire.',
    'other-server': 'Il a été créé par ou pour un autre service.',
    'other-server-do':
      'Le serveur de ce compte ne l’acceptera sans doute pas. Vérifiez de quel système il a été copié.',
    'not-allowed-to-list': 'Il ne permet de lister les images d’aucun des albums qu’il nomme.',
    'not-allowed-to-list-do':
      'Avec lui, les albums paraîtront vides. Demandez un jeton qui a le droit « image_list ».',
  },
});
