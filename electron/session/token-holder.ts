import { AppError } from '#shared/errors.ts';
import { createHash } from 'node:crypto';
import type { Credentials } from './credentials.ts';
import type { ServerClock } from './server-clock.ts';
import { holderOf, newerOf, type Claims, type Refusal, type Token } from './token.ts';

/** One account's token while it lives: all others see of it are `Credentials`. */
export interface TokenHolder extends Credentials {
  token(): Token;
  /** Milliseconds until `exp` by the server's clock; null where the token names none. */
  lifeLeft(): number | null;
  /** Signed out: the token is forgotten, whoever still holds these credentials. */
  revoke(): void;
}

/**
 * Holds `first`, and what answers renew it to.
 * @param onRenewed told of each newer one
 * @param onRefused told why an answer's `X-token` was not taken
 * @param onExpired told by each answer that it has expired
 */
export function createTokenHolder(
  origin: string,
  first: Token,
  clock: ServerClock,
  onRenewed: () => void,
  onRefused: (why: Refusal) => void,
  onExpired: () => void,
): TokenHolder {
  let token = first;
  let isRevoked = false;
  const lifeLeft = (): number | null => {
    const { expiresAt } = token.claims;
    return expiresAt === null ? null : expiresAt * 1000 - clock.now();
  };
  const hasExpired = (): boolean => (lifeLeft() ?? Infinity) <= 0;
  return {
    accountId: accountIdOf(origin, first.claims),
    origin,
    token: () => token,
    lifeLeft,
    authorization: () => {
      if (isRevoked) throw new AppError({ code: 'signed-out' });
      return `Token token="${token.text}"`;
    },
    observe: (status, headers) => {
      const isAccepted = status >= 200 && status < 300;
      if (isRevoked || (!isAccepted && status !== 401)) return;
      const renewed = headers.get('x-token') ?? '';
      // What a sharing holds is told to anyone, without `X-token` (api.md): that is no proof that the token is still good.
      const isProof = isAccepted && renewed !== '';
      clock.observe(headers.get('date'), isAccepted ? { until: token.claims.expiresAt, isProof } : null);
      // After a sleep an answer is the first to know.
      if (hasExpired()) onExpired();
      const newer = isProof ? newerOf(token, renewed, onRefused) : token;
      if (newer === token) return;
      token = newer;
      onRenewed();
    },
    hasExpired,
    revoke: () => {
      isRevoked = true;
    },
  };
}

/** Names the account: server and user, so that one user's pictures are never another's. */
export function accountIdOf(origin: string, claims: Claims): string {
  return createHash('sha256')
    .update(`${origin}\n${holderOf(claims) ?? ''}`)
    .digest('hex')
    .slice(0, 16);
}
