import { z } from '../zod.ts';
import { albumAbility } from './session.ts';

/** What is wrong with a token, worst first. */
export const tokenProblem = z.enum([
  'not-a-token',
  'secret-url',
  'several-tokens',
  'unsigned',
  'unreadable-claims',
  'expired',
  'in-milliseconds',
  'unreadable-end',
  'ends-before-it-begins',
  'not-yet-valid',
  'names-nobody',
  'never-expires',
  'other-server',
  'not-allowed-to-list',
]);
export type TokenProblem = z.infer<typeof tokenProblem>;

/**
 * What a token says of itself, read without asking anybody; only the server verifies it. Holds no part of the token that
 * could be used. Times are seconds since 1970 by the server's clock.
 */
export const tokenFacts = z.object({
  /** `user`: names a user and no albums; `album`: names albums; `admin`; `unknown`: names neither, or is no token. */
  kind: z.enum(['user', 'album', 'admin', 'unknown']),
  problems: z.array(tokenProblem),
  userId: z.string().nullable(),
  issuer: z.string().nullable(),
  admin: z.boolean(),
  download: z.boolean(),
  issuedAt: z.number().nullable(),
  expiresAt: z.number().nullable(),
  /** Until then, milliseconds from now by the server's clock as it is known; negative: since then. */
  lifeLeftMs: z.number().nullable(),
  /** How far the server's clock is ahead of this computer's, milliseconds; null where no answer of it told. */
  clockSkewMs: z.number().nullable(),
  /** Of the token's own length, bytes. */
  bytes: z.int(),
  /** Names of claims that this app does not know. */
  otherClaims: z.array(z.string()).max(50),
  abilities: z.array(albumAbility),
  /** The signature's algorithm as the header says, such as `HS256`. */
  algorithm: z.string().nullable(),
});
export type TokenFacts = z.infer<typeof tokenFacts>;
