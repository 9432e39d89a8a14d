import type { Account } from '#shared/models/session.ts';
import { tokenKind } from '#shared/token-kind.ts';
import { isoTime } from './iso-time.ts';

const seconds = (time: number | null): string | null => isoTime(time === null ? null : time * 1000);

/** What support needs of an account, and nobody's name: the server, what the token allows as counts, until when. */
export function accountFacts(account: Account) {
  const { abilities, admin, download, demo, tokenKeeping } = account;
  const rights = new Map<string, number>();
  for (const { access } of abilities)
    for (const right of new Set(access)) rights.set(right, (rights.get(right) ?? 0) + 1);
  return {
    serverHost: URL.parse(account.server)?.host ?? null,
    demo,
    kind: tokenKind(account, account.user.id !== null),
    admin,
    download,
    tokenKeeping,
    tokenIssuedAt: seconds(account.issuedAt),
    tokenExpiresAt: seconds(account.expiresAt),
    userIsKnown: account.user.id !== null,
    organizationIsKnown: account.organization !== null,
    albumsNamed: abilities.length,
    sharingsNamed: abilities.reduce((sum, { sharings }) => sum + sharings.length, 0),
    /** On how many of these albums each right is granted. */
    rights: [...rights].slice(0, 100).map(([right, albums]) => ({ right, albums })),
    lastAlbum: { albumId: account.lastAlbumId },
  };
}
