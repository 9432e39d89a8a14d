import { labels } from '../label.ts';
import { z } from '../zod.ts';

/** What a token allows on one album (claim `abilities[album]`, api.md). */
export const albumAbility = z.object({
  albumId: z.string(),
  /** The rights that are true, such as `image_list`. */
  access: z.array(z.string()),
  /** The sharings the token names: the name is how they are joined with `GET /albums/:id/sharings`. */
  sharings: z.array(z.object({ name: z.string(), labels })),
});
export type AlbumAbility = z.infer<typeof albumAbility>;

/** Who is signed in and where. Holds no token: what the page may know of a session. */
export const account = z.object({
  /** Made by the app from server and user; names the account in addresses of pictures and columns. */
  id: z.string().regex(/^[a-z0-9]{8,40}$/),
  /** The server's origin, such as `https://api.sharinpix.com`. */
  server: z.string(),
  demo: z.boolean(),
  user: z.object({ id: z.string().nullable(), name: z.string().nullable(), email: z.string().nullable() }),
  /** The name `GET /organization` gives; null where it is not known. */
  organization: z.string().nullable(),
  abilities: z.array(albumAbility),
  admin: z.boolean(),
  download: z.boolean(),
  /** Seconds since 1970; null where the token names none. */
  issuedAt: z.number().nullable(),
  expiresAt: z.number().nullable(),
  /** `encrypted`: kept by the system's own store over restarts; `memory`: forgotten when the app ends. */
  tokenKeeping: z.enum(['encrypted', 'memory']),
  /** The album that was open last; opened again at the next start. */
  lastAlbumId: z.string().nullable(),
});
export type Account = z.infer<typeof account>;

/** How an account can be told apart at a glance. */
export const accountColor = z.enum(['blue', 'green', 'orange', 'red', 'violet', 'grey']);
export type AccountColor = z.infer<typeof accountColor>;

/** Work of an account that is not open: it goes on by itself when that is. Where there is none, nothing is said. */
const atRest = z.object({
  /** Of its queue, not asked for yet. */
  albums: z.int(),
  /** Waited for until they are processed. */
  images: z.int(),
});
export type AtRest = z.infer<typeof atRest>;

/** One of the accounts that are kept side by side; the open one is the session's. */
export const accountSummary = z.object({
  id: z.string(),
  server: z.string(),
  demo: z.boolean(),
  /** What the user calls it; null: organization or user name it. */
  label: z.string().max(60).nullable(),
  color: accountColor,
  /** `GET /organization` says `sandbox`; null where it did not say. Production: a real server, and no sandbox. */
  sandbox: z.boolean().nullable(),
  organization: z.string().nullable(),
  user: z.object({ name: z.string().nullable(), email: z.string().nullable() }),
  /** Its token has expired, or could not be kept. */
  expired: z.boolean(),
  isOpen: z.boolean(),
  atRest: atRest.exactOptional(),
});
export type AccountSummary = z.infer<typeof accountSummary>;

/** `expired` covers both a token past its `exp` and a token that could not be kept over a restart. */
export const sessionState = z.discriminatedUnion('status', [
  z.object({ status: z.literal('signed-out'), server: z.string() }),
  z.object({ status: z.literal('signed-in'), account }),
  z.object({ status: z.literal('expired'), account }),
]);
export type SessionState = z.infer<typeof sessionState>;
