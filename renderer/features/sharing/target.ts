import { sharingId, type ShareRequest, type Sharing } from '#shared/models/sharing.ts';

type Target = Pick<ShareRequest, 'sharingId' | 'labels'>;

/** Chosen beforehand only where nothing else could be meant: a wrong send cannot be taken back. */
export function onlyOne(sharings: readonly Sharing[]): string | null {
  return sharings.length === 1 ? (sharings[0]?.id ?? null) : null;
}

/** In an address the id follows `/sharings/`. A slash at the end is none of it. */
const inAddress = /(?:^|\/)sharings\/([^/?#]+)/;

/** The sharing id that was typed, alone or in an address; null where that can be none. */
function typedId(typed: string): string | null {
  const read = sharingId.safeParse(inAddress.exec(typed)?.[1] ?? typed.replace(/\/+$/, ''));
  return read.success ? read.data : null;
}

/** Where images go: to what was typed, else to the sharing that is chosen; null where that is none. */
export function targetOf(sharings: readonly Sharing[], chosen: string | null, typed: string): Target | null {
  if (typed === '') {
    const sharing = sharings.find((each) => each.id === chosen);
    return sharing === undefined || sharing.id === null
      ? null
      : { sharingId: sharing.id, labels: sharing.labels };
  }
  const id = typedId(typed);
  if (id === null) return null;
  return { sharingId: id, labels: sharings.find((each) => each.id === id)?.labels ?? {} };
}
