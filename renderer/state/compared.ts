import { labelIn, type Labels } from '#shared/label.ts';
import type { Sharing, ShareRequest } from '#shared/models/sharing.ts';
import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

/** The sharing that an album's tiles are marked for; its label is kept too, so that showing it costs no call. */
export interface ComparedSharing {
  id: string;
  labels: Labels;
}

interface Compared {
  /** By account and album; null where the user wants none. */
  sharings: Readonly<Record<string, ComparedSharing | null>>;
}

/** Kept over a reload of the window, like the selection. */
export const useCompared = create<Compared>()(
  persist((): Compared => ({ sharings: {} }), {
    name: 'compared',
    storage: createJSONStorage(() => ({
      getItem: (name) => sessionStorage.getItem(name),
      removeItem: (name) => sessionStorage.removeItem(name),
      setItem: (name, text) => {
        try {
          sessionStorage.setItem(name, text);
        } catch {
          // The storage is full: better no memory than one of another sharing.
          sessionStorage.removeItem(name);
        }
      },
    })),
  }),
);

export const comparedIn =
  (accountId: string, albumId: string) =>
  ({ sharings }: Compared): ComparedSharing | null =>
    sharings[keyOf(accountId, albumId)] ?? null;

/** Marks the album's tiles for this sharing; null for none. */
export function compare(accountId: string, albumId: string, sharing: ComparedSharing | null): void {
  useCompared.setState(({ sharings }) => ({
    sharings: { ...sharings, [keyOf(accountId, albumId)]: sharing },
  }));
}

/** Marks them for the sharing that was just shared to, unless the user has chosen one. */
export function compareShared(
  accountId: string,
  albumId: string,
  { sharingId, labels }: Pick<ShareRequest, 'sharingId' | 'labels'>,
): void {
  const { [keyOf(accountId, albumId)]: former = null } = useCompared.getState().sharings;
  if (former === null) compare(accountId, albumId, { id: sharingId, labels });
}

/** Those of an album's sharings that can be compared with: they have an id. Two with one label are told apart by their names. */
export function comparable(sharings: readonly Sharing[], language: string): ComparedSharing[] {
  const label = (sharing: Sharing): string => labelIn(sharing.labels, language) || sharing.name;
  return sharings.flatMap((sharing) => {
    const { id, name, labels } = sharing;
    if (id === null) return [];
    const isTwin = sharings.some((other) => other !== sharing && label(other) === label(sharing));
    if (isTwin) return [{ id, labels: { '': `${label(sharing)} (${name})` } }];
    return [{ id, labels: label(sharing) === name ? { '': name } : labels }];
  });
}

/** Forgets what albums of accounts were compared with that are not there any more. */
export function forgetComparedBut(accountIds: readonly string[]): void {
  useCompared.setState(({ sharings }) => ({
    sharings: Object.fromEntries(
      Object.entries(sharings).filter(([key]) => accountIds.includes(key.split('/')[0] ?? '')),
    ),
  }));
}

const keyOf = (accountId: string, albumId: string): string => `${accountId}/${albumId}`;
