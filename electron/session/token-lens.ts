import type { TokenFacts, TokenProblem } from '#shared/models/token.ts';
import { tokenProblem } from '#shared/models/token.ts';
import { tokenKind } from '#shared/token-kind.ts';
import { z } from '#shared/zod.ts';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { HeldAccount } from './account-facts.ts';
import { findTokens } from './find-token.ts';
import type { ServerClock } from './server-clock.ts';
import { holderOf, readToken, type Claims } from './token.ts';

/** Clocks this much apart are the same, milliseconds. */
const graceMs = 60_000;
/** A later time (the year 5138) was meant as milliseconds. */
const latestInSeconds = 1e11;
/** So many names of claims are given, of such a length. */
const mostClaims = 50;
const longestName = 60;

const known = new Set(['user_id', 'iss', 'iat', 'exp', 'nbf', 'admin', 'download', 'abilities']);
const seconds = z.number().min(-8.64e12).max(8.64e12);
/** What a claim has to look like where it is there. */
const shapes = {
  user_id: z.union([z.string().min(1).max(255), z.number()]),
  iss: z.union([z.string().min(1).max(255), z.number()]),
  iat: seconds,
  exp: seconds,
  nbf: seconds,
  admin: z.boolean(),
  download: z.boolean(),
  abilities: z.record(z.string(), z.looseObject({})),
};

type Clock = Pick<ServerClock, 'now' | 'isSet' | 'skew'>;

/**
 * What a pasted text says as a token: bare, or anywhere in a header, a command, a mail. Asks nobody, keeps nothing, and
 * never fails: what is wrong is in `problems`.
 * @param clock of the server that is asked about
 * @param server its origin; null where nobody is signed in
 */
export function lensOfText(text: string, clock: Clock, server: string | null): TokenFacts {
  // Whatever stands beside it: a secret URL is worth more than any token.
  if (/sharinpix:/i.test(text)) return { ...nothing(clock), problems: ['secret-url'] };
  const [token, other] = findTokens(text);
  if (token === undefined) return { ...nothing(clock), problems: ['not-a-token'] };
  const facts = lensOfToken(token, clock, server);
  return other === undefined ? facts : { ...facts, problems: ['several-tokens', ...facts.problems] };
}

/** The same of the account's own token; where that could not be kept, of what it was known to say. */
export function lensOfAccount({ account, holder }: HeldAccount, clock: Clock): TokenFacts {
  if (holder !== null) return lensOfToken(holder.token().text, clock, account.server);
  const { abilities, admin, download, issuedAt, expiresAt, user } = account;
  const claims = { userId: user.id, issuer: null, abilities, admin, download, issuedAt, expiresAt };
  return { ...nothing(clock), ...factsOf(claims, clock), problems: problemsOf(claims, {}, clock, null) };
}

function lensOfToken(text: string, clock: Clock, server: string | null): TokenFacts {
  const facts = { ...nothing(clock), bytes: text.length, algorithm: algorithmOf(text) };
  let payload: Record<string, unknown>;
  let claims: Claims;
  try {
    payload = decodeJwt(text);
    ({ claims } = readToken(text));
  } catch {
    return { ...facts, problems: ['unreadable-claims'] };
  }
  const others = Object.keys(payload).filter((name) => !known.has(name));
  return {
    ...facts,
    ...factsOf(claims, clock),
    problems: [
      ...(isUnsigned(text) ? (['unsigned'] as const) : []),
      ...problemsOf(claims, payload, clock, server),
    ],
    otherClaims: others.slice(0, mostClaims).map((name) => name.slice(0, longestName)),
  };
}

function nothing(clock: Clock): TokenFacts {
  const skew = clock.skew();
  return {
    kind: 'unknown',
    problems: [],
    userId: null,
    issuer: null,
    admin: false,
    download: false,
    issuedAt: null,
    expiresAt: null,
    lifeLeftMs: null,
    // One of a former run is as good as one of this.
    clockSkewMs: clock.isSet() || skew !== 0 ? skew : null,
    bytes: 0,
    otherClaims: [],
    abilities: [],
    algorithm: null,
  };
}

function factsOf(claims: Claims, clock: Clock) {
  const { userId, issuer, admin, download, issuedAt, expiresAt, abilities } = claims;
  const lifeLeftMs = expiresAt === null ? null : expiresAt * 1000 - clock.now();
  return {
    kind: tokenKind(claims, userId !== null || issuer !== null),
    userId,
    issuer,
    admin,
    download,
    issuedAt,
    expiresAt,
    abilities,
    lifeLeftMs,
  };
}

function problemsOf(
  claims: Claims,
  payload: Record<string, unknown>,
  clock: Clock,
  server: string | null,
): TokenProblem[] {
  const { expiresAt, issuedAt, admin, abilities } = claims;
  const now = clock.now();
  const notBefore = seconds.safeParse(payload['nbf']).data ?? 0;
  const times = [issuedAt ?? 0, expiresAt ?? 0, notBefore];
  const isInMs = times.some((time) => time > latestInSeconds);
  const starts = Math.max(issuedAt ?? 0, notBefore);
  const found: Record<TokenProblem, boolean> = {
    'not-a-token': false,
    'secret-url': false,
    'several-tokens': false,
    unsigned: false,
    'unreadable-claims': Object.entries(shapes).some(([name, shape]) => {
      const claim = Object.hasOwn(payload, name) ? payload[name] : null;
      return claim !== null && !shape.safeParse(claim).success;
    }),
    expired: expiresAt !== null && expiresAt * 1000 <= now,
    'in-milliseconds': isInMs,
    'unreadable-end': expiresAt === null && hasEnd(payload),
    'ends-before-it-begins': expiresAt !== null && starts > 0 && expiresAt < starts && !isInMs,
    'not-yet-valid': starts * 1000 > now + graceMs && !isInMs,
    'names-nobody': holderOf(claims) === null,
    'never-expires': expiresAt === null && !hasEnd(payload),
    'other-server': [payload['iss'], payload['aud']].flat().some((name) => isElsewhere(name, server)),
    'not-allowed-to-list':
      !admin && abilities.length > 0 && !abilities.some(({ access }) => access.includes('image_list')),
  };
  return tokenProblem.options.filter((problem) => found[problem]);
}

const hasEnd = (payload: Record<string, unknown>): boolean =>
  Object.hasOwn(payload, 'exp') && payload['exp'] !== null;

/** Nobody vouches for it: its header says so, or there is nothing behind its last full stop. */
const isUnsigned = (text: string): boolean =>
  text.endsWith('.') || algorithmOf(text)?.toLowerCase() === 'none';

/** True for an address that is neither the service's nor the account's server: some other system's token. */
function isElsewhere(name: unknown, server: string | null): boolean {
  const url = typeof name === 'string' && /^https?:\/\//i.test(name) ? URL.parse(name) : null;
  return url !== null && url.origin !== server && !/(?:^|\.)sharinpix\.com$/.test(url.hostname);
}

function algorithmOf(text: string): string | null {
  try {
    return decodeProtectedHeader(text).alg?.slice(0, longestName) ?? null;
  } catch {
    return null;
  }
}
