import { messages } from '../messages.ts';

/** The first page: server, token, or the demo. */
export const signIn = messages({
  en: {
    title: 'Sign in',
    lead: 'Look through your albums, choose images and share them.',
    server: 'Server address',
    token: 'API token',
    tokenHint:
      'Your SharinPix administrator gives you this token, or your Salesforce page makes it. It stays on this computer and is sent to this server only.',
    notRemoved: 'You are signed out, but what was kept on this computer could not be removed.',
    signIn: 'Sign in',
    signingIn: 'Signing in…',
    or: 'or',
    tryDemo: 'Try the demo',
    demoHint: 'Three albums of drawn pictures. No server, no account.',
  },
  fr: {
    title: 'Connexion',
    lead: 'Parcourez vos albums, choisissez des images et partagez-les.',
    server: 'Adresse du serveur',
    token: 'Jeton d’API',
    tokenHint:
      'Ce jeton vous est donné par votre administrateur SharinPix, ou créé par votre page Salesforce. Il reste sur cet ordinateur et n’est envoyé qu’à ce serveur.',
    notRemoved:
      'Vous êtes déconnecté, mais ce qui était conservé sur cet ordinateur n’a pas pu être supprimé.',
    signIn: 'Se connecter',
    signingIn: 'Connexion…',
    or: 'ou',
    tryDemo: 'Essayer la démo',
    demoHint: 'Trois albums d’images dessinées. Ni serveur, ni compte.',
  },
});
