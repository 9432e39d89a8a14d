import { account } from '#shared/models/session.ts';
import { z } from '#shared/zod.ts';
import { privateFile, type PrivateFile } from '../storage/private-file.ts';

/**
 * An account as it is kept, with the skew of its server's clock (`ServerClock.skew`, milliseconds): at the next start the
 * token's life is judged before the server says what time it is. Files of before have none.
 */
const keptAccount = account.extend({ clockSkewMs: z.number().catch(0) });
export type KeptAccount = z.infer<typeof keptAccount>;

/** Keeps who was signed in, without the token, so that the account's albums are there at the next start. */
export type AccountStore = PrivateFile<KeptAccount>;

/** @param path of its file */
export const createAccountStore = (path: string): AccountStore => privateFile(path, keptAccount);
