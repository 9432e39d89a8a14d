import { AppError } from '#shared/errors.ts';
import type { AlbumAbility } from '#shared/models/session.ts';
import type { Sharing } from '#shared/models/sharing.ts';

/**
 * The sharings of an album: those the server lists, then those only the token names, which cannot be sent to. Joined by
 * name, since the token knows no ids; where both have a label, the list's is shown (ui-contract.md).
 * @param named the sharings of `abilities[album]`
 */
export function joinSharings(named: AlbumAbility['sharings'], listed: readonly Sharing[]): Sharing[] {
  const listedNames = new Set(listed.map(({ name }) => name));
  const unlisted = named.filter(({ name }) => !listedNames.has(name));
  return [...listed, ...unlisted.map(({ name, labels }) => ({ id: null, name, labels }))];
}

/**
 * Asks for an album's sharings. A token that may not list them (401) may still name some.
 * @throws AppError what the call failed with, where the token names none that could be shown instead
 */
export async function listSharings(
  named: AlbumAbility['sharings'],
  list: () => Promise<Sharing[]>,
): Promise<Sharing[]> {
  try {
    return joinSharings(named, await list());
  } catch (error) {
    const isRefused = error instanceof AppError && error.data.code === 'access-denied';
    if (!isRefused || named.length === 0) throw error;
    return joinSharings(named, []);
  }
}
