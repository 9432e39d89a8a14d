import { AppError } from '#shared/errors.ts';
import { albumId } from '#shared/models/album.ts';
import { parseLabel } from '#shared/label.ts';
import type { AlbumAbility } from '#shared/models/session.ts';
import { z } from '#shared/zod.ts';
import { decodeJwt } from 'jose';

/** What a token says of itself (api.md). The app reads claims; only the server verifies them. */
export interface Claims {
  userId: string | null;
  issuer: string | null;
  /** Seconds since 1970; null where the token names none. */
  issuedAt: number | null;
  expiresAt: number | null;
  abilities: AlbumAbility[];
  admin: boolean;
  download: boolean;
}

/** A token: its text, which never leaves this room, and what it says. */
export interface Token {
  text: string;
  claims: Claims;
}

const shape = /^[\w-]+\.[\w-]+\.[\w-]*$/;
const name = z
  .union([z.string().min(1).max(255), z.number().transform(String)])
  .nullish()
  .catch(null);
/** Within what a date can hold. */
const seconds = z.number().min(-8.64e12).max(8.64e12).nullish().catch(null);
const flag = z.boolean().catch(false);

const payload = z.object({
  user_id: name,
  iss: name,
  iat: seconds,
  exp: seconds,
  admin: flag,
  download: flag,
  abilities: z.unknown().optional(),
});

/**
 * Reads a token as pasted: bare, in quotes, or with its header's `Authorization: Token token="..."` around it, or the
 * `Bearer` of other services. An odd claim counts as absent.
 * @throws AppError `secret-url` for a `sharinpix://` address, which can mint admin tokens (api.md); `not-a-token`
 */
export function readToken(typed: string): Token {
  const text = typed
    .trim()
    .replace(/^["'“”]+/, '')
    .replace(/^authorization\s*:\s*/i, '')
    .replace(/^(?:token|bearer)\s+/i, '')
    .replace(/^token\s*=\s*/i, '')
    // Also the line breaks of a mail or a terminal.
    .replace(/["'“”\s]+/g, '');
  if (/^sharinpix:/i.test(text)) throw new AppError({ code: 'secret-url' });
  const claims = shape.test(text) ? claimsOf(text) : null;
  if (claims === null) throw new AppError({ code: 'not-a-token' });
  return { text, claims };
}

/** Why an answer's `X-token` was not taken. */
export type Refusal = 'unreadable' | 'other-user' | 'older';

/**
 * The token to go on with after an answer's `X-token`: the offered one where it decodes, stands for the same named user
 * and does not expire earlier, else the current one (api.md, attacks A14). One without `exp` counts as the latest.
 * @param onRefused told why the offered one was not taken
 */
export function newerOf(current: Token, offered: string, onRefused: (why: Refusal) => void): Token {
  if (offered === current.text) return current;
  const claims = offered.length <= 8_192 && shape.test(offered) ? claimsOf(offered) : null;
  if (claims === null) onRefused('unreadable');
  else if (!isSameUser(claims, current.claims)) onRefused('other-user');
  else if ((claims.expiresAt ?? Infinity) < (current.claims.expiresAt ?? Infinity)) onRefused('older');
  else return { text: offered, claims };
  return current;
}

/**
 * Whom a token stands for: the user it names, else the albums it is good for (api.md: a token may name no user); null
 * where it names neither.
 */
export function holderOf({ userId, issuer, abilities }: Claims): string | null {
  const albums = abilities.map(({ albumId }) => albumId).sort();
  return userId ?? issuer ?? (albums.length > 0 ? `albums ${JSON.stringify(albums)}` : null);
}

/** Two tokens that name nothing may be anybody's. */
function isSameUser(one: Claims, other: Claims): boolean {
  const holder = holderOf(one);
  return holder !== null && holder === holderOf(other) && one.issuer === other.issuer;
}

function claimsOf(text: string): Claims | null {
  let read: unknown;
  try {
    read = decodeJwt(text);
  } catch {
    // Whatever is wrong with it, it is no token; the error would quote it.
    return null;
  }
  const claims = payload.safeParse(read).data;
  if (claims === undefined) return null;
  return {
    userId: claims.user_id ?? null,
    issuer: claims.iss ?? null,
    issuedAt: claims.iat ?? null,
    expiresAt: claims.exp ?? null,
    abilities: abilitiesOf(claims.abilities),
    admin: claims.admin,
    download: claims.download,
  };
}

/** Lists, never objects keyed by what the token says: an album may be called `__proto__` (attacks A20). */
function abilitiesOf(abilities: unknown): AlbumAbility[] {
  return entriesOf(abilities)
    .filter(([id]) => id !== '' && albumId.safeParse(id).success)
    .map(([id, rights]) => {
      const of = new Map(entriesOf(rights));
      return {
        albumId: id,
        access: entriesOf(of.get('Access')).flatMap(([right, isGiven]) => (isGiven === true ? [right] : [])),
        sharings: entriesOf(of.get('Sharings')).map(([sharing, label]) => ({
          name: sharing,
          labels: parseLabel(typeof label === 'string' ? label : sharing),
        })),
      };
    });
}

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
