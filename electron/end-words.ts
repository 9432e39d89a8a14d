import { labelIn } from '#shared/label.ts';
import type { Language } from '#shared/models/preferences.ts';
import type { ShareJob, ShareOutcome } from '#shared/models/sharing.ts';
import type { Watch } from '#shared/models/watch.ts';

/** Counts that are worth a word, in this order, each said without a plural. */
const words: Record<
  Language,
  { title: string; to: (label: string) => string } & Partial<Record<ShareOutcome, string>>
> = {
  en: {
    title: 'Share finished',
    to: (label) => `Share to “${label}” finished`,
    shared: 'shared',
    failed: 'failed',
    cancelled: 'not sent',
    'needs-user': 'to be decided by you',
  },
  fr: {
    title: 'Partage terminé',
    to: (label) => `Partage vers « ${label} » terminé`,
    shared: 'partagées',
    failed: 'en échec',
    cancelled: 'non envoyées',
    'needs-user': 'en attente de votre décision',
  },
};

/** What the desktop says of a job that has ended. What was there already counts as shared. */
export function jobNotice({ counts, labels }: ShareJob, language: Language): { title: string; body: string } {
  const said = words[language];
  const label = labelIn(labels, language);
  const number = new Intl.NumberFormat(language);
  const counted: [number, string | undefined][] = [
    [counts.shared + counts['already-shared'], said.shared],
    [counts.failed, said.failed],
    [counts.cancelled, said.cancelled],
    [counts['needs-user'], said['needs-user']],
  ];
  return { title: label === '' ? said.title : said.to(label), body: bodyOf(counted, number) };
}

const watched = {
  en: {
    title: 'No more waiting',
    processed: 'processed',
    failed: 'with an error',
    gone: 'not found any more',
  },
  fr: { title: 'Fin de l’attente', processed: 'traitées', failed: 'en erreur', gone: 'introuvables' },
} as const;

/** What the desktop says of images that were waited for. */
export function watchNotice(
  { processed, failed, gone }: Watch,
  language: Language,
): { title: string; body: string } {
  const said = watched[language];
  const counted: [number, string][] = [
    [processed, said.processed],
    [failed, said.failed],
    [gone, said.gone],
  ];
  return { title: said.title, body: bodyOf(counted, new Intl.NumberFormat(language)) };
}

/** The first count is said even where it is 0. */
const bodyOf = (counted: readonly [number, string | undefined][], number: Intl.NumberFormat): string =>
  counted
    .filter(([count], index) => count > 0 || index === 0)
    .map(([count, word]) => `${number.format(count)} ${word ?? ''}`)
    .join(', ');
