import { messages } from '../messages.ts';

/** Sharing images, and the jobs that do it. */
export const sharing = messages({
  en: {
    title_one: 'Share {{count, number}} image',
    title_other: 'Share {{count, number}} images',
    to: 'Share to',
    loading: 'Asking for the album’s sharings…',
    none: 'This album has no sharing that this token may list. Type the id of one.',
    noId: 'Named in the token only: its id is not known, so nothing can be sent to it.',
    other: 'Other sharing id',
    otherHint:
      'Paste the id, or an address that holds it. A sharing id opens the sharing for whoever has it: treat it as a secret.',
    unnamed: 'Sharing without a label',
    otherSharing: 'another sharing',
    create: 'Create sharing',
    creating: 'Starting…',
    notWritten: 'Nothing was sent: a share is written down on this computer first, and that failed.',

    toWhere_one: '{{count, number}} image, to {{label}}',
    toWhere_other: '{{count, number}} images, to {{label}}',
    looking: 'Looking up what is there already…',
    thereNone_one: 'It is not there yet.',
    thereNone_other: 'None of these is there yet.',
    thereSome_one: '{{count, number}} of these is there already: it is not sent again.',
    thereSome_other: '{{count, number}} of these are there already: they are not sent again.',
    thereAll_one: 'It is there already: nothing is sent.',
    thereAll_other: 'All of these are there already: nothing is sent.',
    thereAgain_one: '{{count, number}} of these is there already: it is sent once more.',
    thereAgain_other: '{{count, number}} of these are there already: they are sent once more.',
    again: 'Share again what is there already',
    notWhole: 'The list may not be whole: more of these may be there already.',
    lookUnreached:
      'The server cannot be reached: what is there already is looked up before anything is sent.',
    lookExpired:
      'The session has expired: once it is renewed, what is there already is looked up before anything is sent.',
    lookNotAllowed:
      'This token may not read that sharing: whether some of these are there already cannot be told.',
    lookGone: 'The server does not know that sharing: it was deleted, or its id is mistyped.',
    lookFailed:
      'What is there already could not be looked up just now. It is tried again before anything is sent.',
    unprocessed_one:
      'SharinPix is still processing {{count, number}} of these, which makes no difference to sharing.',
    unprocessed_other:
      'SharinPix is still processing {{count, number}} of these, which makes no difference to sharing.',
    broken_one: '{{count, number}} of these could not be processed by SharinPix: its picture may be missing.',
    broken_other:
      '{{count, number}} of these could not be processed by SharinPix: their pictures may be missing.',

    progress: '{{done, number}} of {{total, number}}',
    sending_one: 'Sending {{count, number}} image, and waiting for the server’s answer.',
    sending_other: 'Sending {{count, number}} images, and waiting for the server’s answer.',
    lookingUp_one: 'Looking up what became of {{count, number}} image.',
    lookingUp_other: 'Looking up what became of {{count, number}} images.',
    preparing: 'What is there already is looked up first, then the rest is sent.',
    fence:
      'Making sure: the server gave no certain answer. Nothing is sent again until it is certain what is missing.',
    fenceNext: 'What is still missing at {{time}} is sent again; what turns up before then is not.',
    fenceOther: 'What was sent to this sharing before is being made sure of first.',
    fenceOtherNext: 'This one goes on at {{time}}.',
    serverWait: 'Waiting for the server.',
    serverNext: 'The next try is at {{time}}.',
    sessionWait:
      'Session expired: waiting for a new token. Close this, paste the token and choose “Renew”; the share then goes on by itself.',
    tryNow: 'Try now',
    cancel: 'Cancel',
    cancelHint_one: '“Cancel” gives up {{count, number}} image that is not sent yet; what is shared stays.',
    cancelHint_other:
      '“Cancel” gives up {{count, number}} images that are not sent yet; what is shared stays.',
    givenUp_one: 'Given up: {{count, number}} image is not sent. What was on its way is made sure of.',
    givenUp_other: 'Given up: {{count, number}} images are not sent. What was on its way is made sure of.',
    closeHint: 'You can close this: it goes on, and “Jobs” shows how far it is.',
    inTo: 'to {{label}}',

    briefServer: 'Waiting for the server',
    briefServerAt: 'Waiting for the server, next try at {{time}}',
    briefSending_one: 'Sending {{count, number}}, waiting for the answer',
    briefSending_other: 'Sending {{count, number}}, waiting for the answer',
    briefFence: 'Making sure of what was sent',
    briefFenceOther: 'Waiting for an earlier share',
    briefSession: 'Waiting for a new token',
    briefTooOften_one: '{{count, number}} there more than once',
    briefTooOften_other: '{{count, number}} there more than once',

    shared_one: '{{count, number}} image shared',
    shared_other: '{{count, number}} images shared',
    failed_one: '{{count, number}} failed',
    failed_other: '{{count, number}} failed',
    notSent_one: '{{count, number}} not sent',
    notSent_other: '{{count, number}} not sent',
    needsYou_one: '{{count, number}} needs you',
    needsYou_other: '{{count, number}} need you',
    already_one: '{{count, number}} of them was already shared',
    already_other: '{{count, number}} of them were already shared',
    tooOften_one:
      '{{count, number}} image is in the sharing more often than was meant; the list says which. Remove what is too many in SharinPix.',
    tooOften_other:
      '{{count, number}} images are in the sharing more often than was meant; the list says which. Remove what is too many in SharinPix.',
    decideTitle_one: '{{count, number}} image needs you',
    decideTitle_other: '{{count, number}} images need you',
    decideHint_one:
      'The app cannot tell whether this image was shared: the server gave no certain answer, and its list may not show all that the sharing holds. So it is not sent again by itself. Look into the sharing, then choose. Sent again although it is there, it will be there twice.',
    decideHint_other:
      'The app cannot tell whether these images were shared: the server gave no certain answer, and its list may not show all that the sharing holds. So they are not sent again by themselves. Look into the sharing, then choose. Sent again although they are there, they will be there twice.',
    sendAgain: 'Send again',
    areThere: 'They are there',

    results: 'Images and what became of them',
    image: 'Image',
    outcome: 'Outcome',
    link: 'Link',
    outcome_queued: 'Waiting',
    outcome_sending: 'Being sent',
    outcome_shared: 'Shared',
    'outcome_already-shared': 'Already shared',
    outcome_failed: 'Failed',
    outcome_unknown: 'Not certain yet',
    outcome_cancelled: 'Not sent',
    'outcome_needs-user': 'Needs you',
    refusedTogether:
      'Refused together with others: one of them may be the cause. As soon as it is certain that none has arrived, they are sent one by one.',
    notListed: 'not in the sharing’s list',
    notListedNote:
      'The server said that it had added images which its list does not show. The list may be late: look into the sharing before you share them again.',
    twice: 'is there twice',
    times: 'is there {{times, number}} times',
    openLink: 'Open link of {{name}}',
    open: 'Open',
    copyLink: 'Copy link of {{name}}',
    copyLinks: 'Copy links',
    copied_one: '{{count, number}} link copied',
    copied_other: '{{count, number}} links copied',
    retry: 'Retry failed',
    receipt: 'Save receipt',
    receiptJson: 'Receipt as JSON',
    done: 'Done',

    jobs: 'Jobs',
    running: 'Under way',
    ended: 'Ended',
    show: 'Show',
    restored:
      'The list of shares on this computer was damaged. It was brought back from a copy made on {{when}}: what was shared since then may be missing from it. There is nothing to do but wait: when the server is surely done with what was under way, the app looks up what has arrived and sends only what is missing.',
    restoredSometime:
      'The list of shares on this computer was damaged. It was brought back from an older copy: what was shared since then may be missing from it. There is nothing to do but wait: when the server is surely done with what was under way, the app looks up what has arrived and sends only what is missing.',
    lost: 'The list of shares on this computer was damaged, and there was no copy of it. Earlier shares are not listed any more, and what was under way does not go on by itself. Share those images again: the app waits until the server is surely done with what was under way, looks up what the sharing holds, and sends only what is missing.',
    understood: 'Understood',
  },
  fr: {
    title_one: 'Partager {{count, number}} image',
    title_other: 'Partager {{count, number}} images',
    to: 'Partager vers',
    loading: 'Recherche des partages de l’album…',
    none: 'Cet album n’a aucun partage que ce jeton puisse lister. Saisissez l’identifiant d’un partage.',
    noId: 'Nommé dans le jeton seulement : son identifiant est inconnu, rien ne peut y être envoyé.',
    other: 'Identifiant d’un autre partage',
    otherHint:
      'Collez l’identifiant, ou une adresse qui le contient. Un identifiant de partage ouvre le partage à quiconque le possède : traitez-le comme un secret.',
    unnamed: 'Partage sans nom',
    otherSharing: 'un autre partage',
    create: 'Créer le partage',
    creating: 'Démarrage…',
    notWritten:
      'Rien n’a été envoyé : un partage est d’abord noté sur cet ordinateur, et cela n’a pas été possible.',

    toWhere_one: '{{count, number}} image, vers {{label}}',
    toWhere_other: '{{count, number}} images, vers {{label}}',
    looking: 'Recherche de ce qui s’y trouve déjà…',
    thereNone_one: 'Elle ne s’y trouve pas encore.',
    thereNone_other: 'Aucune de ces images ne s’y trouve encore.',
    thereSome_one: '{{count, number}} de ces images s’y trouve déjà : elle n’est pas renvoyée.',
    thereSome_other: '{{count, number}} de ces images s’y trouvent déjà : elles ne sont pas renvoyées.',
    thereAll_one: 'Elle s’y trouve déjà : rien ne sera envoyé.',
    thereAll_other: 'Toutes ces images s’y trouvent déjà : rien ne sera envoyé.',
    thereAgain_one: '{{count, number}} de ces images s’y trouve déjà : elle est envoyée une fois de plus.',
    thereAgain_other:
      '{{count, number}} de ces images s’y trouvent déjà : elles sont envoyées une fois de plus.',
    again: 'Partager à nouveau ce qui s’y trouve déjà',
    notWhole: 'La liste n’est peut-être pas complète : d’autres de ces images s’y trouvent peut-être déjà.',
    lookUnreached: 'Le serveur est injoignable : ce qui s’y trouve déjà sera vérifié avant tout envoi.',
    lookExpired:
      'La session a expiré : une fois renouvelée, ce qui s’y trouve déjà sera vérifié avant tout envoi.',
    lookNotAllowed:
      'Ce jeton ne permet pas de lire ce partage : impossible de savoir si certaines de ces images s’y trouvent déjà.',
    lookGone: 'Le serveur ne connaît pas ce partage : il a été supprimé, ou son identifiant est mal saisi.',
    lookFailed:
      'Ce qui s’y trouve déjà n’a pas pu être vérifié pour l’instant. Un nouvel essai a lieu avant tout envoi.',
    unprocessed_one:
      'SharinPix traite encore {{count, number}} de ces images, ce qui ne change rien au partage.',
    unprocessed_other:
      'SharinPix traite encore {{count, number}} de ces images, ce qui ne change rien au partage.',
    broken_one:
      '{{count, number}} de ces images n’a pas pu être traitée par SharinPix : il se peut qu’elle ne s’affiche pas.',
    broken_other:
      '{{count, number}} de ces images n’ont pas pu être traitées par SharinPix : il se peut qu’elles ne s’affichent pas.',

    progress: '{{done, number}} sur {{total, number}}',
    sending_one: 'Envoi de {{count, number}} image, en attente de la réponse du serveur.',
    sending_other: 'Envoi de {{count, number}} images, en attente de la réponse du serveur.',
    lookingUp_one: 'Vérification de ce qu’est devenue {{count, number}} image.',
    lookingUp_other: 'Vérification de ce que sont devenues {{count, number}} images.',
    preparing: 'Ce qui s’y trouve déjà est d’abord vérifié, puis le reste est envoyé.',
    fence:
      'Vérification : le serveur n’a pas donné de réponse certaine. Rien n’est renvoyé tant que ce qui manque n’est pas certain.',
    fenceNext: 'Ce qui manque encore à {{time}} sera renvoyé ; ce qui apparaît d’ici là ne le sera pas.',
    fenceOther: 'Ce qui a été envoyé auparavant vers ce partage est d’abord vérifié.',
    fenceOtherNext: 'La suite reprend à {{time}}.',
    serverWait: 'En attente du serveur.',
    serverNext: 'Prochain essai à {{time}}.',
    sessionWait:
      'Session expirée : un nouveau jeton est attendu. Fermez cette fenêtre, collez le jeton et choisissez « Renouveler » ; le partage reprendra alors de lui-même.',
    tryNow: 'Essayer maintenant',
    cancel: 'Annuler',
    cancelHint_one:
      '« Annuler » abandonne {{count, number}} image qui n’est pas encore envoyée ; ce qui est partagé le reste.',
    cancelHint_other:
      '« Annuler » abandonne {{count, number}} images qui ne sont pas encore envoyées ; ce qui est partagé le reste.',
    givenUp_one:
      'Abandonné : {{count, number}} image n’est pas envoyée. Ce qui était en cours d’envoi est vérifié.',
    givenUp_other:
      'Abandonné : {{count, number}} images ne sont pas envoyées. Ce qui était en cours d’envoi est vérifié.',
    closeHint: 'Vous pouvez fermer : le partage continue, et « Tâches » montre son avancement.',
    inTo: 'vers {{label}}',

    briefServer: 'En attente du serveur',
    briefServerAt: 'En attente du serveur, prochain essai à {{time}}',
    briefSending_one: 'Envoi de {{count, number}}, en attente de la réponse',
    briefSending_other: 'Envoi de {{count, number}}, en attente de la réponse',
    briefFence: 'Vérification de ce qui a été envoyé',
    briefFenceOther: 'En attente d’un envoi précédent',
    briefSession: 'En attente d’un nouveau jeton',
    briefTooOften_one: '{{count, number}} présente plusieurs fois',
    briefTooOften_other: '{{count, number}} présentes plusieurs fois',

    shared_one: '{{count, number}} image partagée',
    shared_other: '{{count, number}} images partagées',
    failed_one: '{{count, number}} échec',
    failed_other: '{{count, number}} échecs',
    notSent_one: '{{count, number}} non envoyée',
    notSent_other: '{{count, number}} non envoyées',
    needsYou_one: '{{count, number}} à décider',
    needsYou_other: '{{count, number}} à décider',
    already_one: 'dont {{count, number}} était déjà partagée',
    already_other: 'dont {{count, number}} étaient déjà partagées',
    tooOften_one:
      '{{count, number}} image figure dans le partage plus souvent que prévu ; la liste indique laquelle. Supprimez ce qui est en trop dans SharinPix.',
    tooOften_other:
      '{{count, number}} images figurent dans le partage plus souvent que prévu ; la liste indique lesquelles. Supprimez ce qui est en trop dans SharinPix.',
    decideTitle_one: '{{count, number}} image attend votre décision',
    decideTitle_other: '{{count, number}} images attendent votre décision',
    decideHint_one:
      'L’application ne peut pas savoir si cette image a été partagée : le serveur n’a pas donné de réponse certaine, et sa liste ne montre peut-être pas tout ce que contient le partage. Elle n’est donc pas renvoyée d’elle-même. Regardez dans le partage, puis choisissez. Renvoyée alors qu’elle s’y trouve, elle y figurera deux fois.',
    decideHint_other:
      'L’application ne peut pas savoir si ces images ont été partagées : le serveur n’a pas donné de réponse certaine, et sa liste ne montre peut-être pas tout ce que contient le partage. Elles ne sont donc pas renvoyées d’elles-mêmes. Regardez dans le partage, puis choisissez. Renvoyées alors qu’elles s’y trouvent, elles y figureront deux fois.',
    sendAgain: 'Renvoyer',
    areThere: 'Elles s’y trouvent',

    results: 'Images et résultat de chacune',
    image: 'Image',
    outcome: 'Résultat',
    link: 'Lien',
    outcome_queued: 'En attente',
    outcome_sending: 'En cours d’envoi',
    outcome_shared: 'Partagée',
    'outcome_already-shared': 'Déjà partagée',
    outcome_failed: 'Échec',
    outcome_unknown: 'Pas encore certain',
    outcome_cancelled: 'Non envoyée',
    'outcome_needs-user': 'À décider',
    refusedTogether:
      'Refusée avec d’autres : l’une d’elles en est peut-être la cause. Dès qu’il est certain qu’aucune n’est arrivée, elles sont envoyées une par une.',
    notListed: 'absente de la liste du partage',
    notListedNote:
      'Le serveur a dit avoir ajouté des images que sa liste ne montre pas. La liste est peut-être en retard : regardez dans le partage avant de les partager à nouveau.',
    twice: 'y figure deux fois',
    times: 'y figure {{times, number}} fois',
    openLink: 'Ouvrir le lien de {{name}}',
    open: 'Ouvrir',
    copyLink: 'Copier le lien de {{name}}',
    copyLinks: 'Copier les liens',
    copied_one: '{{count, number}} lien copié',
    copied_other: '{{count, number}} liens copiés',
    retry: 'Réessayer les échecs',
    receipt: 'Enregistrer le reçu',
    receiptJson: 'Reçu en JSON',
    done: 'Terminé',

    jobs: 'Tâches',
    running: 'En cours',
    ended: 'Terminées',
    show: 'Voir',
    restored:
      'La liste des partages de cet ordinateur était endommagée. Elle a été rétablie à partir d’une copie du {{when}} : ce qui a été partagé depuis peut y manquer. Il suffit d’attendre : dès que le serveur en a sûrement fini avec ce qui était en cours, l’application vérifie ce qui est arrivé et n’envoie que ce qui manque.',
    restoredSometime:
      'La liste des partages de cet ordinateur était endommagée. Elle a été rétablie à partir d’une copie plus ancienne : ce qui a été partagé depuis peut y manquer. Il suffit d’attendre : dès que le serveur en a sûrement fini avec ce qui était en cours, l’application vérifie ce qui est arrivé et n’envoie que ce qui manque.',
    lost: 'La liste des partages de cet ordinateur était endommagée, et il n’en existait aucune copie. Les partages précédents n’y figurent plus, et ce qui était en cours ne reprend pas de lui-même. Partagez à nouveau ces images : l’application attend que le serveur en ait sûrement fini avec ce qui était en cours, vérifie ce que contient le partage, et n’envoie que ce qui manque.',
    understood: 'J’ai compris',
  },
});
