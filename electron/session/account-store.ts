import { account, accountColor } from '#shared/models/session.ts';
import { z } from '#shared/zod.ts';
import { privateFile, type PrivateFile } from '../storage/private-file.ts';

/**
 * An account as it is kept, with the skew of its server's clock (`ServerClock.skew`, milliseconds): at the next start the
 * token's life is judged before the server says what time it is. Files of before have none, and none of the others.
 */
const keptAccount = account.extend({
  clockSkewMs: z.number().catch(0),
  label: z.string().max(60).nullable().catch(null),
  color: accountColor.nullable().catch(null),
  sandbox: z.boolean().nullable().catch(null),
});
export type KeptAccount = z.infer<typeof keptAccount>;

/** All accounts in the order in which they were added, and which of them is open. */
const keptAccounts = z.union([
  z.object({ openId: z.string(), accounts: z.array(keptAccount).min(1) }),
  // As it was kept when there was only one.
  keptAccount.transform((one) => ({ openId: one.id, accounts: [one] })),
]);
export type KeptAccounts = z.infer<typeof keptAccounts>;

/** Keeps who was signed in, without the tokens, so that the accounts' albums are there at the next start. */
export type AccountStore = PrivateFile<KeptAccounts>;

/**
 * @param path of its file
 * @param onTrouble as of `privateFile`
 */
export const createAccountStore = (path: string, onTrouble: (cause: unknown) => void): AccountStore =>
  privateFile({ path, schema: keptAccounts, onTrouble });
