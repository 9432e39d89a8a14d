import { z } from '#shared/zod.ts';
import type { SafeStorage } from 'electron';
import { privateFile } from '../storage/private-file.ts';

/** The part of Electron's `safeStorage` that the vault uses. */
export type Encryption = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

/**
 * Keeps one token an account over restarts where the system can protect it, and nowhere else (attacks A34). Its calls
 * follow each other: not for two at once.
 */
export interface Vault {
  /**
   * Keeps the token in place of the account's one before. `memory`: the system cannot protect it, nothing was written.
   * @throws where it could be protected but not written, or those of others cannot be read and would be lost
   */
  keep(accountId: string, token: string): Promise<'encrypted' | 'memory'>;
  /**
   * The account's token; null where there is none or it cannot be decrypted, which means "paste it again".
   * @throws AppError `storage-failed` where the file cannot be read
   */
  read(accountId: string): Promise<string | null>;
  /** Forgets the tokens of all other accounts. */
  keepOnly(accountIds: readonly string[]): Promise<void>;
}

const keptToken = z.object({ backend: z.string(), ciphertext: z.base64() });
type KeptToken = z.infer<typeof keptToken>;

/** What stands in place of an account where the file is of before, when there was only one. */
const theOnlyOne = '';

const keptTokens = z.union([
  z.object({ tokens: z.record(z.string(), keptToken) }),
  keptToken.transform((token) => ({ tokens: { [theOnlyOne]: token } })),
]);

/**
 * @param path of the file with the ciphertexts
 * @param platform `process.platform`
 * @param onTrouble as of `privateFile`
 */
export function createVault(
  encryption: Encryption,
  path: string,
  platform: NodeJS.Platform,
  onTrouble: (cause: unknown) => void,
): Vault {
  const file = privateFile({ path, schema: keptTokens, onTrouble });

  /** Who protects the tokens; null where nobody does: on Linux without a keyring the key is in Chromium's source. */
  async function protector(): Promise<string | null> {
    if (!(await encryption.isAsyncEncryptionAvailable())) return null;
    if (platform !== 'linux') return platform;
    const backend = encryption.getSelectedStorageBackend();
    return backend === 'basic_text' || backend === 'unknown' ? null : backend;
  }

  /** Null where the token cannot be protected. A keyring that fails is one: the user is told of `memory`. */
  async function encrypted(token: string): Promise<KeptToken | null> {
    try {
      const backend = await protector();
      if (backend === null) return null;
      const ciphertext = await encryption.encryptStringAsync(token);
      return { backend, ciphertext: ciphertext.toString('base64') };
    } catch {
      return null;
    }
  }

  const held = async (): Promise<ReadonlyMap<string, KeptToken>> =>
    new Map(Object.entries((await file.read())?.tokens ?? {}));

  /** A file that holds nothing is none. */
  const put = (tokens: readonly (readonly [string, KeptToken])[]): Promise<void> =>
    tokens.length === 0 ? file.remove() : file.write({ tokens: Object.fromEntries(tokens) });

  return {
    keep: async (accountId, token) => {
      const kept = await encrypted(token);
      const others = [...(await held())].filter(([id]) => id !== accountId && id !== theOnlyOne);
      await put(kept === null ? others : [...others, [accountId, kept]]);
      return kept === null ? 'memory' : 'encrypted';
    },
    read: async (accountId) => {
      const tokens = await held();
      const kept = tokens.get(accountId) ?? tokens.get(theOnlyOne);
      if (kept === undefined) return null;
      try {
        if (kept.backend !== (await protector())) return null;
        const { result } = await encryption.decryptStringAsync(Buffer.from(kept.ciphertext, 'base64'));
        return result;
      } catch {
        return null;
      }
    },
    keepOnly: async (accountIds) => {
      const all = [...(await held())];
      // Whose it is shows when it is read; where there is no account it is nobody's.
      const left = all.filter(
        ([id]) => accountIds.includes(id) || (id === theOnlyOne && accountIds.length > 0),
      );
      if (left.length === all.length && left.length > 0) return;
      await file.removeAside();
      await put(left);
    },
  };
}
