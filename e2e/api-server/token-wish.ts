import { demoClaims, type Claims } from '../../electron/demo/demo-token.ts';
import type { World } from '../../electron/demo/world.ts';

/** What a token shall say, over the demo user's own claims; null leaves a claim out. */
export interface TokenWish {
  user?: string | null;
  abilities?: Claims['abilities'] | null;
  /** Seconds from now until it expires, negative for an expired one. */
  expiresIn?: number | null;
}

/** The claims of a token that was wished for. */
export function claimsFor(world: World, { user, abilities, expiresIn }: TokenWish): Claims {
  const { exp, iat = 0, user_id: own, abilities: named, ...rest } = demoClaims(world);
  const until = expiresIn === undefined ? exp : expiresIn === null ? undefined : iat + expiresIn;
  const who = user === undefined ? own : (user ?? undefined);
  const may = abilities === undefined ? named : (abilities ?? undefined);
  return {
    ...(until === undefined ? {} : { exp: until }),
    iat,
    ...(who === undefined ? {} : { user_id: who }),
    ...(may === undefined ? {} : { abilities: may }),
    ...rest,
  };
}
