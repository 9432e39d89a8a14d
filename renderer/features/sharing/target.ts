import { sharingId, type ShareRequest, type Sharing } from '#shared/models/sharing.ts';

type Target = Pick<ShareRequest, 'sharingId' | 'labels'>;

/** Chosen beforehand only where nothing else could be meant: a wrong send cannot be taken back. */
export function onlyOne(sharings: readonly Sharing[]): string | null {
  return sharings.length === 1 ? (sharings[0]?.id ?? null) : null;
}

/** Where images go: to what was typed, else to the sharing that is chosen; null where that is none. */
export function targetOf(sharings: readonly Sharing[], chosen: string | null, typed: string): Target | null {
  if (typed === '') {
    const sharing = sharings.find((each) => each.id === chosen);
    return sharing === undefined || sharing.id === null
      ? null
      : { sharingId: sharing.id, labels: sharing.labels };
  }
  const read = sharingId.safeParse(typed);
  if (!read.success) return null;
  const labels = sharings.find((each) => each.id === read.data)?.labels ?? {};
  return { sharingId: read.data, labels };
}
