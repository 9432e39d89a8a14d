import { createHmac } from 'node:crypto';
import { z } from '#shared/zod.ts';
import type { World } from './world.ts';

/** Seconds a token lives from each answer on (recorded: `exp` is `iat` + 14,400). */
export const tokenLife = 4 * 3600;

/** What the API reads of a token (api.md, "Transport and token"); other claims are kept as they are. */
const claims = z.looseObject({
  exp: z.number().optional(),
  iat: z.number().optional(),
  user_id: z.string().optional(),
  abilities: z
    .record(
      z.string(),
      z.object({
        Access: z.record(z.string(), z.boolean()).optional(),
        Sharings: z.record(z.string(), z.string()).optional(),
      }),
    )
    .optional(),
});
export type Claims = z.infer<typeof claims>;

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Not a secret: it signs tokens for made-up albums, so that a forged or cut token is told from a whole one. */
const sign = (content: string) =>
  createHmac('sha256', 'SharinPix Companion demo').update(content).digest('base64url');

/** A JWT in the recorded form (HS256). */
export function writeToken(content: Claims): string {
  const signed = `${part({ typ: 'JWT', alg: 'HS256' })}.${part(content)}`;
  return `${signed}.${sign(signed)}`;
}

/** The claims of an `Authorization: Token token="..."` header; null where that is no whole, living token. */
export function readAuthorization(header: string | undefined, nowSeconds: number): Claims | null {
  const [, head, content, signature] =
    /^Token token="([\w-]+)\.([\w-]+)\.([\w-]+)"$/.exec(header ?? '') ?? [];
  if (head === undefined || content === undefined || sign(`${head}.${content}`) !== signature) return null;
  try {
    const read = claims.parse(JSON.parse(Buffer.from(content, 'base64url').toString()));
    return read.exp !== undefined && read.exp <= nowSeconds ? null : read;
  } catch {
    return null;
  }
}

/** The same claims, living four hours from now: what every answer's `X-token` carries, `exp` and `iat` first. */
export function renewToken(content: Claims, nowSeconds: number): string {
  return writeToken({ ...content, exp: nowSeconds + tokenLife, iat: nowSeconds });
}

/** The claims of the demo's user: all albums of a world, with the token's own names for some of the sharings. */
export function demoClaims(world: World): Claims {
  const now = Math.floor(world.clock() / 1000);
  return {
    exp: now + tokenLife,
    iat: now,
    user_id: world.person.publicId,
    abilities: Object.fromEntries(
      world.albums.map(({ id, plan }) => [
        id,
        {
          Access: { image_list: true, image_upload: true, image_crop: true },
          Sharings: { ...plan.tokenSharings },
        },
      ]),
    ),
    download: true,
  };
}
