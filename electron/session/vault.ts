import { z } from '#shared/zod.ts';
import type { SafeStorage } from 'electron';
import { privateFile } from '../storage/private-file.ts';

/** The part of Electron's `safeStorage` that the vault uses. */
export type Encryption = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

/** Keeps one token over restarts where the system can protect it, and nowhere else (attacks A34). */
export interface Vault {
  /**
   * Keeps the token in place of the one before. `memory`: the system cannot protect it, nothing was written.
   * @throws where it could be protected but not written
   */
  keep(token: string): Promise<'encrypted' | 'memory'>;
  /** The token kept; null where there is none or it cannot be decrypted, which means "paste it again". */
  read(): Promise<string | null>;
  forget(): Promise<void>;
}

const keptToken = z.object({ backend: z.string(), ciphertext: z.base64() });

/**
 * @param path of the file with the ciphertext
 * @param platform `process.platform`
 */
export function createVault(encryption: Encryption, path: string, platform: NodeJS.Platform): Vault {
  const file = privateFile(path, keptToken);

  /** Who protects the token; null where nobody does: on Linux without a keyring the key is in Chromium's source. */
  async function protector(): Promise<string | null> {
    if (!(await encryption.isAsyncEncryptionAvailable())) return null;
    if (platform !== 'linux') return platform;
    const backend = encryption.getSelectedStorageBackend();
    return backend === 'basic_text' || backend === 'unknown' ? null : backend;
  }

  /** Null where the token cannot be protected. A keyring that fails is one: the user is told of `memory`. */
  async function encrypted(token: string): Promise<z.infer<typeof keptToken> | null> {
    try {
      const backend = await protector();
      if (backend === null) return null;
      const ciphertext = await encryption.encryptStringAsync(token);
      return { backend, ciphertext: ciphertext.toString('base64') };
    } catch {
      return null;
    }
  }

  return {
    keep: async (token) => {
      const kept = await encrypted(token);
      if (kept === null) {
        await file.remove();
        return 'memory';
      }
      await file.write(kept);
      return 'encrypted';
    },
    read: async () => {
      const kept = await file.read();
      if (kept === null) return null;
      try {
        if (kept.backend !== (await protector())) return null;
        const { result } = await encryption.decryptStringAsync(Buffer.from(kept.ciphertext, 'base64'));
        return result;
      } catch {
        return null;
      }
    },
    forget: () => file.remove(),
  };
}
