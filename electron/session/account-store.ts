import { account, type Account } from '#shared/models/session.ts';
import { privateFile, type PrivateFile } from '../storage/private-file.ts';

/** Keeps who was signed in, without the token, so that the account's albums are there at the next start. */
export type AccountStore = PrivateFile<Account>;

/** @param path of its file */
export const createAccountStore = (path: string): AccountStore => privateFile(path, account);
