import type { TFunction } from 'i18next';
import type { ResyncKind, ResyncReport } from '#shared/models/resync.ts';

type Translate = TFunction<'resync'>;

/** One count of a report in words, such as "2 changed". */
export interface CountWords {
  kind: ResyncKind;
  count: number;
  words: string;
}

/**
 * A report's counts in words. "Removed" is said of a whole album's resync only, where it always is; "not found" of a
 * resync by ids.
 */
export function countWords(t: Translate, report: Pick<ResyncReport, 'scope' | 'counts'>): CountWords[] {
  const last = report.scope === 'album' ? 'removed' : 'not-found';
  const said: ResyncKind[] = ['unchanged', 'changed', 'added', last];
  return said.map((kind) => {
    const count = report.counts[kind];
    return { kind, count, words: t(kind === 'not-found' ? 'notFound' : kind, { count }) };
  });
}

/** What could not be asked, once for each thing that went wrong: a long resync may fail in a thousand chunks alike. */
export function failuresOf({ failed }: Pick<ResyncReport, 'failed'>): ResyncReport['failed'] {
  const alike = Map.groupBy(failed, ({ error }) =>
    'route' in error ? `${error.code} ${error.status}` : error.code,
  );
  return [...alike.values()].map((chunks) => ({
    ids: chunks.flatMap(({ ids }) => ids),
    error: chunks[0]?.error ?? { code: 'internal' },
  }));
}

/** Whether the server answered a whole album with no image at all: it may be empty, or the token may not list it. */
export function answeredNothing({ scope, counts }: Pick<ResyncReport, 'scope' | 'counts'>): boolean {
  return scope === 'album' && counts.unchanged + counts.changed + counts.added === 0;
}

/** Whether all was answered, and as it was. */
export function isSame(report: ResyncReport): boolean {
  return report.rows.length === 0 && report.failed.length === 0 && !answeredNothing(report);
}
