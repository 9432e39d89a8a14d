import { labelIn } from '#shared/label.ts';
import type { Language } from '#shared/models/preferences.ts';
import type { ShareJob, ShareOutcome } from '#shared/models/sharing.ts';

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
  const body = counted
    .filter(([count], index) => count > 0 || index === 0)
    .map(([count, word]) => `${number.format(count)} ${word ?? ''}`)
    .join(', ');
  return { title: label === '' ? said.title : said.to(label), body };
}
