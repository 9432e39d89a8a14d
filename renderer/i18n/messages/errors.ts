import { messages } from '../messages.ts';

/** What went wrong and what to do about it, one sentence or two for every code of `#shared/errors.ts`. */
export const errors = messages({
  en: {
    notAToken:
      'This is not an API token. A token is a long text in three parts with dots between them; copy all of it and paste it again.',
    secretUrl:
      'This is a secret URL, not an API token. It can make tokens for a whole organisation, so it was refused and not stored. Ask your administrator for an API token.',
    expiredToken:
      'This token has expired (on {{date}}). Ask for a new token where this one came from, and paste it here.',
    otherUser: 'This token belongs to another user. Paste a token of the same user, or sign out first.',
    badServerAddress: 'This is not a server address. It should look like https://api.sharinpix.com.',
    httpsNeeded: 'The address of {{host}} must begin with https, since a token must not travel unprotected.',
    badAlbumId: 'This cannot be an album id. Copy the id from SharinPix or Salesforce and paste it again.',
    badSharingId:
      'This cannot be a sharing id. It holds letters, digits, dots, dashes and underscores only; in an address it follows “/sharings/”.',
    noImagesChosen: 'No image is selected. Select the images first.',
    signedOut: 'You are signed out. Sign in to go on.',
    sessionExpired:
      'The session has expired. Paste a new token and choose “Renew”; what is on the screen stays.',
    nothingAllowed:
      'Access denied: the server refused every call of this token. Check that the token is meant for this server, or ask for a new one.',
    notSharinpix:
      'The server {{host}} answers, but not as a SharinPix server does. Check the server address.',
    nothingListed:
      'The server listed no images: the album is empty, or this token may not list them. Anything it listed before stays.',
    notConfirmed:
      'The server’s answer says nothing of this image, and the sharing does not hold it yet. “Retry failed” looks again before it sends.',
    otherRows:
      'The server answered with images that were not sent, so nothing of its answer is believed. What the sharing holds is looked up instead.',
    cannotLookUp:
      'Whether this image is in the sharing cannot be told for certain: the server’s list may not be whole, or could not be read. Look into the sharing and decide.',
    accessDenied:
      'Not allowed: this token may not {{right}}. Ask for a token with that right and paste it, or try again later.',
    deniedAlbum:
      'Not allowed: this token may not {{right}}, since it names other albums and not this one. Ask for a token that names this album, and paste it.',
    deniedRight:
      'Not allowed: this token may not {{right}}, since it does not name the right “{{name}}” on this album. Ask for a token with that right, and paste it.',
    deniedSharings:
      'Not allowed: this token may not {{right}}, since it names no sharing of this album (“Sharings”). Ask for a token that does, and paste it.',
    deniedClaim:
      'Not allowed: this token may not {{right}}, since it does not hold the claim “{{name}}”. Ask for a token with it, and paste it.',
    deniedThough:
      'The server refused to {{right}}, although this token names “{{name}}”: the right was revoked, or the server has a reason of its own. Ask whoever gave the token, with the details below.',
    notFound:
      'The server does not know this (not found). It may have been deleted, or the id may be mistyped.',
    rateLimited: 'The server asks to wait: too many calls were made.',
    rateLimitedFor: 'The server asks to wait {{wait}}: too many calls were made.',
    rateLimitedUntil: 'The server asks to wait {{wait}}, until {{time}}: too many calls were made.',
    goesOnThen: 'Then it goes on by itself.',
    goesOnLater: 'It goes on by itself after a pause.',
    askThen: 'Try again then: it does not go on by itself.',
    askLater: 'Try again later: it does not go on by itself. SharinPix counts calls by the day.',
    askedToday: 'Asked by this computer today: calls {{calls, number}}, pictures {{pictures, number}}.',
    serverFailed: 'The server could not do it (status {{status}}). Try again in a minute.',
    refused: 'The server refused the request (status {{status}}). If it refuses again, ask support.',
    redirected:
      'The server pointed to another address, which is not followed with a token. Check the server address.',
    redirectedTo:
      'The server pointed to another host, {{host}}, which is not followed with a token. Check the server address, and whether this network asks you to sign in first.',
    proxyPage:
      'A proxy or sign-in page answered instead of SharinPix (status {{status}}, {{type}}). Open a browser and sign in to this network, or ask who runs it to let SharinPix through; then try again.',
    unreadableAnswer:
      'The server’s answer could not be read: it is not the answer of a SharinPix server. Check the server address and whether this network asks you to sign in first.',
    cutAnswer: 'The server’s answer broke off before its end. Try again.',
    tooLargeRequest: 'Too large: the server takes no request of this size (status {{status}}).',
    tooLargeAnswer:
      'Too large: the server’s answer is larger than the {{megabytes, number}} MB that are accepted.',
    smallerIds: 'Ask in smaller parts: resync fewer ids at a time; one call holds up to 80.',
    smallerAlbum: 'Ask for the album in smaller parts: resync its images by their ids.',
    smallerShare: 'Share fewer images at a time.',
    smallerOther: 'Ask for less at a time; if it is too large all the same, ask support.',
    dns: 'The server {{host}} was not reached: no such name is known. Check the address and the network.',
    connectionRefused:
      'The server {{host}} was not reached: it refused the connection. Check the address, or try again later.',
    tls: 'The server {{host}} was not reached: its certificate is not trusted, so nothing was sent. Check the address and the network.',
    proxy:
      'The server {{host}} was not reached: the proxy that this computer is set to use refused, or is of a kind that the app cannot use. Check the proxy in the system’s network settings.',
    connectTimeout:
      'The server {{host}} was not reached: no connection came about in time. Check the network and try again.',
    timeout: 'The server {{host}} was not reached in time: no answer came. Check the network and try again.',
    reset: 'The connection to {{host}} broke off. The server was not reached to its end; try again.',
    blocked: 'The server {{host}} was not reached: this address is not allowed here.',
    offline:
      'The server {{host}} was not reached: this computer is offline. Check the network and try again.',
    badInput: 'The app could not use what it was given ({{field}}). Check what was typed and try again.',
    untrustedSender: 'The request did not come from the app’s own window, so it was refused.',
    flooded: 'Too much was asked at once. Wait a moment and try again.',
    unknownAlbum: 'This album is not held here yet. Open it first.',
    unknownImage: 'This image is no longer in the album. Resync the album.',
    unknownJob: 'This share is no longer known. Share the images again if they are missing.',
    unknownResync: 'This resync is no longer in the history. Resync again to see what has changed.',
    unknownAccount: 'This account is no longer kept here. Sign in to it again.',
    notComparable:
      'These two cannot be compared: both must be resyncs of the same album as a whole, with the older one first.',
    queueIsBusy: 'A queue of albums is still under way. Stop it, or wait for its end.',
    cancelled: 'This was stopped before its end.',
    diskFull: 'Nothing could be stored: the disk is full. Free some space and try again.',
    newerVersion: 'The data here was written by a newer version of the app. Install the newest version.',
    unwritable:
      'Nothing could be stored: the app may not write to its folder. Check the folder’s permissions.',
    storageFailed: 'Something could not be stored. Try again; if it happens again, restart the app.',
    internal: 'Something went wrong inside the app. Try again; if it happens again, restart it.',

    rightListAlbums: 'list albums',
    rightListImages: 'list the images of this album',
    rightSyncImages: 'ask for images by their ids',
    rightListSharings: 'list the sharings of this album',
    rightReadSharing: 'read what this sharing holds',
    rightShare: 'add images to this sharing',
    rightUser: 'read who its user is',
    rightOrganization: 'read its organisation',
    rightOther: 'do this',

    short_expired: 'token expired',
    short_denied: 'not allowed',
    short_nothingListed: 'no images listed',
    short_notFound: 'unknown to the server',
    short_limit: 'call limit reached',
    short_serverFailed: 'server error ({{status}})',
    short_refused: 'refused ({{status}})',
    short_tooLarge: 'too large',
    short_redirected: 'sent to another address',
    short_redirectedTo: 'sent to another host: {{host}}',
    short_proxyPage: 'proxy or sign-in page',
    short_unreadable: 'unreadable answer',
    short_cut: 'answer broke off',
    short_notReached: 'server not reached',
    short_storage: 'could not be stored',
    short_internal: 'error inside the app',

    serverSays: 'The server says: {{message}}',
    status: 'Status {{status}}',
    requestId: 'Request {{id}}',
    contentType: 'Content type {{type}}',
    copyDetails: 'Copy details',
    detailsCopied: 'The details were copied.',
    notCopied: 'The details could not be copied.',
    pasteToken: 'Paste a new token',
  },
  fr: {
    notAToken:
      'Ceci n’est pas un jeton d’API. Un jeton est un long texte en trois parties séparées par des points ; copiez-le en entier et collez-le à nouveau.',
    secretUrl:
      'Ceci est une URL secrète, pas un jeton d’API. Elle peut créer des jetons pour toute une organisation : elle a été refusée et n’a pas été enregistrée. Demandez un jeton d’API à votre administrateur.',
    expiredToken:
      'Ce jeton a expiré (le {{date}}). Demandez-en un nouveau là où vous avez obtenu celui-ci, puis collez-le ici.',
    otherUser:
      'Ce jeton appartient à un autre utilisateur. Collez un jeton du même utilisateur, ou déconnectez-vous d’abord.',
    badServerAddress:
      'Ceci n’est pas une adresse de serveur. Elle devrait ressembler à https://api.sharinpix.com.',
    httpsNeeded:
      'L’adresse de {{host}} doit commencer par https : un jeton ne doit pas circuler sans protection.',
    badAlbumId:
      'Ceci ne peut pas être un identifiant d’album. Copiez-le depuis SharinPix ou Salesforce et collez-le à nouveau.',
    badSharingId:
      'Ceci ne peut pas être un identifiant de partage. Il ne contient que des lettres, des chiffres, des points, des tirets et des traits de soulignement ; dans une adresse, il suit « /sharings/ ».',
    noImagesChosen: 'Aucune image n’est sélectionnée. Sélectionnez d’abord les images.',
    signedOut: 'Vous êtes déconnecté. Connectez-vous pour continuer.',
    sessionExpired:
      'La session a expiré. Collez un nouveau jeton et choisissez « Renouveler » ; ce qui est à l’écran y reste.',
    nothingAllowed:
      'Accès refusé : le serveur a refusé tous les appels de ce jeton. Vérifiez qu’il est bien destiné à ce serveur, ou demandez-en un nouveau.',
    notSharinpix:
      'Le serveur {{host}} répond, mais pas comme un serveur SharinPix. Vérifiez l’adresse du serveur.',
    nothingListed:
      'Le serveur n’a listé aucune image : l’album est vide, ou ce jeton ne permet pas de les lister. Tout ce qu’il avait listé auparavant reste.',
    notConfirmed:
      'La réponse du serveur ne dit rien de cette image, et le partage ne la contient pas encore. « Réessayer les échecs » vérifie à nouveau avant d’envoyer.',
    otherRows:
      'Le serveur a répondu avec des images qui n’avaient pas été envoyées : rien de sa réponse n’est retenu. Le contenu du partage est vérifié à la place.',
    cannotLookUp:
      'Impossible de savoir avec certitude si cette image est dans le partage : la liste du serveur n’est peut-être pas complète, ou n’a pas pu être lue. Regardez dans le partage et décidez.',
    accessDenied:
      'Non autorisé : ce jeton ne permet pas de {{right}}. Demandez un jeton qui a ce droit et collez-le, ou réessayez plus tard.',
    deniedAlbum:
      'Non autorisé : ce jeton ne permet pas de {{right}}, car il nomme d’autres albums et pas celui-ci. Demandez un jeton qui nomme cet album, puis collez-le.',
    deniedRight:
      'Non autorisé : ce jeton ne permet pas de {{right}}, car il ne nomme pas le droit « {{name}} » sur cet album. Demandez un jeton qui a ce droit, puis collez-le.',
    deniedSharings:
      'Non autorisé : ce jeton ne permet pas de {{right}}, car il ne nomme aucun partage de cet album (« Sharings »). Demandez un jeton qui en nomme, puis collez-le.',
    deniedClaim:
      'Non autorisé : ce jeton ne permet pas de {{right}}, car il ne contient pas la mention « {{name}} ». Demandez un jeton qui la contient, puis collez-le.',
    deniedThough:
      'Le serveur a refusé de {{right}}, alors que ce jeton nomme « {{name}} » : le droit a été retiré, ou le serveur a une raison qui lui est propre. Adressez-vous à qui a donné le jeton, avec les détails ci-dessous.',
    notFound:
      'Le serveur ne connaît pas cet élément (introuvable). Il a peut-être été supprimé, ou l’identifiant est mal saisi.',
    rateLimited: 'Le serveur demande de patienter : trop d’appels ont été faits.',
    rateLimitedFor: 'Le serveur demande de patienter {{wait}} : trop d’appels ont été faits.',
    rateLimitedUntil:
      'Le serveur demande de patienter {{wait}}, jusqu’à {{time}} : trop d’appels ont été faits.',
    goesOnThen: 'Ensuite, cela reprendra tout seul.',
    goesOnLater: 'Cela reprendra tout seul après une pause.',
    askThen: 'Réessayez ensuite : cela ne reprendra pas tout seul.',
    askLater: 'Réessayez plus tard : cela ne reprendra pas tout seul. SharinPix compte les appels par jour.',
    askedToday:
      'Demandé aujourd’hui par cet ordinateur : appels {{calls, number}}, images {{pictures, number}}.',
    serverFailed: 'Le serveur n’y est pas parvenu (statut {{status}}). Réessayez dans une minute.',
    refused:
      'Le serveur a refusé la requête (statut {{status}}). S’il la refuse encore, adressez-vous au support.',
    redirected:
      'Le serveur a renvoyé vers une autre adresse, qui n’est pas suivie avec un jeton. Vérifiez l’adresse du serveur.',
    redirectedTo:
      'Le serveur a renvoyé vers un autre hôte, {{host}}, qui n’est pas suivi avec un jeton. Vérifiez l’adresse du serveur, et si ce réseau demande d’abord de s’y connecter.',
    proxyPage:
      'Un proxy ou une page de connexion a répondu à la place de SharinPix (statut {{status}}, {{type}}). Ouvrez un navigateur et connectez-vous à ce réseau, ou demandez à qui le gère de laisser passer SharinPix ; puis réessayez.',
    unreadableAnswer:
      'La réponse du serveur est illisible : ce n’est pas celle d’un serveur SharinPix. Vérifiez l’adresse du serveur, et si ce réseau demande d’abord de s’y connecter.',
    cutAnswer: 'La réponse du serveur s’est interrompue avant la fin. Réessayez.',
    tooLargeRequest:
      'Trop volumineux : le serveur n’accepte pas de requête de cette taille (statut {{status}}).',
    tooLargeAnswer: 'Trop volumineux : la réponse du serveur dépasse les {{megabytes, number}} Mo acceptés.',
    smallerIds:
      'Demandez par plus petites parties : resynchronisez moins d’identifiants à la fois ; un appel en contient jusqu’à 80.',
    smallerAlbum:
      'Demandez l’album par plus petites parties : resynchronisez ses images par leurs identifiants.',
    smallerShare: 'Partagez moins d’images à la fois.',
    smallerOther: 'Demandez-en moins à la fois ; si cela reste trop volumineux, adressez-vous au support.',
    dns: 'Le serveur {{host}} n’a pas été joint : ce nom est inconnu. Vérifiez l’adresse et le réseau.',
    connectionRefused:
      'Le serveur {{host}} n’a pas été joint : il a refusé la connexion. Vérifiez l’adresse, ou réessayez plus tard.',
    tls: 'Le serveur {{host}} n’a pas été joint : son certificat n’est pas digne de confiance, rien n’a donc été envoyé. Vérifiez l’adresse et le réseau.',
    proxy:
      'Le serveur {{host}} n’a pas été joint : le proxy configuré sur cet ordinateur a refusé, ou l’application ne peut pas utiliser ce type de proxy. Vérifiez le proxy dans les réglages réseau du système.',
    connectTimeout:
      'Le serveur {{host}} n’a pas été joint : aucune connexion n’a pu être établie à temps. Vérifiez le réseau et réessayez.',
    timeout:
      'Le serveur {{host}} n’a pas été joint à temps : aucune réponse n’est arrivée. Vérifiez le réseau et réessayez.',
    reset:
      'La connexion à {{host}} a été interrompue. Le serveur n’a pas été joint jusqu’au bout ; réessayez.',
    blocked: 'Le serveur {{host}} n’a pas été joint : cette adresse n’est pas autorisée ici.',
    offline:
      'Le serveur {{host}} n’a pas été joint : cet ordinateur est hors ligne. Vérifiez le réseau et réessayez.',
    badInput:
      'L’application n’a pas pu utiliser ce qu’elle a reçu ({{field}}). Vérifiez votre saisie et réessayez.',
    untrustedSender: 'La demande ne venait pas de la fenêtre de l’application ; elle a été refusée.',
    flooded: 'Trop de demandes à la fois. Attendez un instant et réessayez.',
    unknownAlbum: 'Cet album n’est pas encore connu ici. Ouvrez-le d’abord.',
    unknownImage: 'Cette image n’est plus dans l’album. Resynchronisez l’album.',
    unknownJob: 'Ce partage n’est plus connu. Partagez à nouveau les images qui manquent.',
    unknownResync:
      'Cette resynchronisation n’est plus dans l’historique. Resynchronisez à nouveau pour voir ce qui a changé.',
    unknownAccount: 'Ce compte n’est plus conservé ici. Connectez-vous-y à nouveau.',
    notComparable:
      'Ces deux resynchronisations ne peuvent pas être comparées : toutes deux doivent porter sur le même album entier, la plus ancienne d’abord.',
    queueIsBusy: 'Une file d’albums est encore en cours. Arrêtez-la, ou attendez sa fin.',
    cancelled: 'L’opération a été arrêtée avant la fin.',
    diskFull: 'Rien n’a pu être enregistré : le disque est plein. Libérez de l’espace et réessayez.',
    newerVersion:
      'Les données ont été écrites par une version plus récente de l’application. Installez la dernière version.',
    unwritable:
      'Rien n’a pu être enregistré : l’application ne peut pas écrire dans son dossier. Vérifiez les droits du dossier.',
    storageFailed:
      'Une donnée n’a pas pu être enregistrée. Réessayez ; si cela se reproduit, redémarrez l’application.',
    internal: 'Une erreur est survenue dans l’application. Réessayez ; si cela se reproduit, redémarrez-la.',

    rightListAlbums: 'lister les albums',
    rightListImages: 'lister les images de cet album',
    rightSyncImages: 'demander des images par leurs identifiants',
    rightListSharings: 'lister les partages de cet album',
    rightReadSharing: 'lire le contenu de ce partage',
    rightShare: 'ajouter des images à ce partage',
    rightUser: 'lire qui est son utilisateur',
    rightOrganization: 'lire son organisation',
    rightOther: 'faire cela',

    short_expired: 'jeton expiré',
    short_denied: 'non autorisé',
    short_nothingListed: 'aucune image listée',
    short_notFound: 'inconnu du serveur',
    short_limit: 'limite d’appels atteinte',
    short_serverFailed: 'erreur du serveur ({{status}})',
    short_refused: 'refusé ({{status}})',
    short_tooLarge: 'trop volumineux',
    short_redirected: 'renvoyé vers une autre adresse',
    short_redirectedTo: 'renvoyé vers un autre hôte : {{host}}',
    short_proxyPage: 'proxy ou page de connexion',
    short_unreadable: 'réponse illisible',
    short_cut: 'réponse interrompue',
    short_notReached: 'serveur non joint',
    short_storage: 'enregistrement impossible',
    short_internal: 'erreur dans l’application',

    serverSays: 'Le serveur dit : {{message}}',
    status: 'Statut {{status}}',
    requestId: 'Requête {{id}}',
    contentType: 'Type de contenu {{type}}',
    copyDetails: 'Copier les détails',
    detailsCopied: 'Les détails ont été copiés.',
    notCopied: 'Les détails n’ont pas pu être copiés.',
    pasteToken: 'Coller un nouveau jeton',
  },
});
