import type { TFunction } from 'i18next';
import { idsPerCall } from '#shared/ids-per-call.ts';
import {
  resyncKinds,
  resyncMarks,
  type Resync,
  type ResyncKind,
  type ResyncMark,
} from '#shared/models/resync.ts';
import { nothingCompared } from '#shared/nothing-compared.ts';

export type Translate = TFunction<'resync'>;

/** Calls that are made without a word; of more it is said how many they are before. */
const fewCalls = 25;

/** One count of a report in words, such as "2 changed". */
export interface CountWords<Of> {
  of: Of;
  count: number;
  words: string;
}

/** The kinds that are always said, none as well: "removed" of a whole album only, "not found" of ids only. */
const saidOf: Record<Resync['scope'], readonly ResyncKind[]> = {
  album: ['unchanged', 'changed', 'moved', 'added', 'removed'],
  ids: ['unchanged', 'changed', 'added', 'not-found'],
};
const order: readonly ResyncKind[] = [
  'unchanged',
  ...resyncKinds.filter((kind) => kind !== 'unchanged' && kind !== 'failed'),
  'failed',
];

/** A report's counts in words, in the order in which they are read. */
export function countWords(t: Translate, resync: Resync): CountWords<ResyncKind>[] {
  const { scope, counts } = resync;
  // Where nothing was answered, or not yet, "0 changed" would say what nobody knows.
  const said = nothingCompared(resync) || nothingYet(resync) ? [] : saidOf[scope];
  return order
    .filter((kind) => said.includes(kind) || counts[kind] > 0)
    .map((kind) => ({ of: kind, count: counts[kind], words: t(kind, { count: counts[kind] }) }));
}

/** Whether it is under way, and no answer has come so far. */
const nothingYet = ({ status, counts }: Resync): boolean =>
  (status === 'running' || status === 'waiting') && resyncKinds.every((kind) => counts[kind] === 0);

/** The marks that there are, in words. That a row belongs to the one before it is nobody's concern. */
export function markWords(t: Translate, { marks }: Pick<Resync, 'marks'>): CountWords<ResyncMark>[] {
  return resyncMarks.flatMap((mark) =>
    mark === 'goes-on' || marks[mark] === 0
      ? []
      : [{ of: mark, count: marks[mark], words: t(`marked_${mark}`, { count: marks[mark] }) }],
  );
}

/** What was found, in a line: "897 unchanged, 2 changed"; what there is none of is left out. */
export function resultWords(t: Translate, resync: Resync): string {
  const found = countWords(t, resync).filter(({ count }) => count > 0);
  if (found.length > 0) return found.map(({ words }) => words).join(', ');
  if (nothingYet(resync)) return t('nothingYet');
  return t(nothingCompared(resync) ? 'resultNotCompared' : 'nothingFound');
}

/** What was asked for: "the whole album", "20,000 ids (250 calls)". */
export function askedWords(t: Translate, { scope, asked }: Pick<Resync, 'scope' | 'asked'>): string {
  return scope === 'album' ? t('askedAlbum') : t('askedIds', { count: asked, calls: callsWords(t, asked) });
}

const callsOf = (ids: number): number => Math.ceil(ids / idsPerCall);

/** How many calls so many ids cost. */
export const callsWords = (t: Translate, ids: number): string => t('calls', { count: callsOf(ids) });

/** Whether so many ids cost so many calls that it is asked first. */
export const areManyCalls = (ids: number): boolean => callsOf(ids) > fewCalls;

/** Whether the server answered a whole album with no image at all: it may be empty, or the token may not list it. */
export function answeredNothing({ scope, status, error, counts }: Resync): boolean {
  if (scope !== 'album' || status !== 'ended' || error !== null) return false;
  return counts.unchanged + counts.changed + counts.moved + counts.added === 0;
}

/** Whether the album was not held before: all of it is new, and that is no news. */
export function isFirstLook({ scope, cause, status, asked, counts }: Resync): boolean {
  return scope === 'album' && cause !== 'comparison' && status === 'ended' && asked === 0 && counts.added > 0;
}

/** Whether all was answered, and as it was. */
export function isSame(resync: Resync): boolean {
  const { status, error, counts } = resync;
  const others = resyncKinds.filter((kind) => kind !== 'unchanged');
  return (
    status === 'ended' && error === null && others.every((kind) => counts[kind] === 0) && counts.unchanged > 0
  );
}

/** How many can be asked for again: those that failed and those that were not asked yet. */
export function stillToAsk({ scope, asked, done, counts }: Resync): number {
  return scope === 'ids' ? Math.max(0, asked - done) + counts.failed : 0;
}
