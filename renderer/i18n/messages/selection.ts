import { messages } from '../messages.ts';

/** What is selected and what can be done with it. */
export const selection = messages({
  en: {
    selection: 'Selection',
    actions: 'Selection actions',
    selected: '{{selected, number}} of {{total, number}} selected',
    hidden_one: '{{count, number}} of them not shown',
    hidden_other: '{{count, number}} of them not shown',
    withoutId_one: '{{count, number}} of them without an id: it cannot be shared or resynced',
    withoutId_other: '{{count, number}} of them without an id: they cannot be shared or resynced',
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
    hidden_one: 'dont {{count, number}} non affichée',
    hidden_other: 'dont {{count, number}} non affichées',
    withoutId_one: 'dont {{count, number}} sans identifiant : ni partage ni resynchronisation',
    withoutId_other: 'dont {{count, number}} sans identifiant : ni partage ni resynchronisation',
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
