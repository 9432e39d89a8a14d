import type { AppErrorData } from '#shared/errors.ts';
import { AppError } from '#shared/errors.ts';
import type { AlbumSummary } from '#shared/models/album.ts';
import { createApiClient, type ApiCall } from '../api/client.ts';
import { parseServerAddress } from '../api/server-address.ts';
import { serverDate } from '../api/server-date.ts';
import type { Library } from '../library/library.ts';
import { createServerClocks } from '../session/server-clocks.ts';
import { createTokenHolder } from '../session/token-holder.ts';
import { readToken } from '../session/token.ts';
import { keepSession, type KeptSession } from '../sync/kept-session.ts';
import { syncApi } from '../sync/sync-api.ts';
import type { Transport } from '../transport/transport.ts';

interface CommandSession {
  kept: KeptSession;
  accountId: string;
}

const nothing = (): void => undefined;
const noAlbums = (): AlbumSummary[] | null => null;

/**
 * The session of one run: a token that is held in the memory, renewed by the answers, and kept nowhere.
 * @param typed as given: a server's address, and a text that holds a token
 * @throws AppError what is wrong with them: `bad-server-address`, `https-needed`, `not-a-token`, `secret-url`, `expired-token`
 */
export async function commandSession(
  typed: { server: string; token: string },
  library: Library,
  transport: Transport,
  onCall: (call: ApiCall) => void,
): Promise<CommandSession> {
  const origin = parseServerAddress(typed.server);
  const token = readToken(typed.token);
  const clocks = createServerClocks(
    { wall: Date.now, monotonic: () => performance.now() },
    (of) => serverDate(transport, of),
    nothing,
  );
  const holder = createTokenHolder(origin, token, clocks.of(origin), nothing, nothing, nothing);
  await clocks.askWhereExpired(origin, token.claims.expiresAt);
  if (holder.hasExpired()) {
    const expired: AppErrorData = { code: 'expired-token', expiredAt: token.claims.expiresAt ?? 0 };
    throw new AppError(expired);
  }
  const client = createApiClient({
    credentials: holder,
    transport,
    onCall,
    readAnswer: (kind, bytes) => library.readAnswer(kind, bytes),
  });
  const { accountId } = holder;
  const kept = keepSession({
    session: () => ({
      accountId,
      abilities: holder.token().claims.abilities,
      by: token.claims.userId,
      api: syncApi(() => client, noAlbums),
    }),
    library,
    notify: { albumsChanged: nothing, albumChanged: nothing, resyncChanged: nothing },
  });
  return { kept, accountId };
}
