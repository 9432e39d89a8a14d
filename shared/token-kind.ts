import type { AlbumAbility } from './models/session.ts';
import type { TokenFacts } from './models/token.ts';

/**
 * What a token is good for, by what it says.
 * @param isNamed it says whose it is
 */
export function tokenKind(
  { admin, abilities }: { admin: boolean; abilities: readonly AlbumAbility[] },
  isNamed: boolean,
): TokenFacts['kind'] {
  if (admin) return 'admin';
  if (abilities.length > 0) return 'album';
  return isNamed ? 'user' : 'unknown';
}
