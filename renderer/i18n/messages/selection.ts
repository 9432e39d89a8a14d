import { messages } from '../messages.ts';

/** What is selected and what can be done with it. */
export const selection = messages({
  en: {
    selection: 'Selection',
    actions: 'Selection actions',
    selected: '{{selected, number}} of {{total, number}} selected',
    hidden_one: '{{count, number}} not shown',
    hidden_other: '{{count, number}} not shown',
    withoutId_one: '{{count, number}} without an id, left out of shares and resyncs',
    withoutId_other: '{{count, number}} without an id, left out of shares and resyncs',
    share: 'Share',
    resync: 'Resync selected',
    copyIds: 'Copy ids',
    copied_one: '{{count, number}} id copied',
    copied_other: '{{count, number}} ids copied',
    invert: 'Invert selection',
    clear: 'Clear selection',
    onlySelected: 'Show only selected',
  },
  fr: {
    selection: 'Sélection',
    actions: 'Actions sur la sélection',
    selected: '{{selected, number}} sur {{total, number}} sélectionnées',
    hidden_one: '{{count, number}} non affichée',
    hidden_other: '{{count, number}} non affichées',
    withoutId_one: '{{count, number}} sans identifiant, exclue des partages',
    withoutId_other: '{{count, number}} sans identifiant, exclues des partages',
    share: 'Partager',
    resync: 'Resynchroniser la sélection',
    copyIds: 'Copier les identifiants',
    copied_one: '{{count, number}} identifiant copié',
    copied_other: '{{count, number}} identifiants copiés',
    invert: 'Inverser la sélection',
    clear: 'Effacer la sélection',
    onlySelected: 'Afficher la sélection seule',
  },
});
