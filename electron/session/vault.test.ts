import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVault, type Encryption, type Vault } from './vault.ts';

const canary = 'eyJh.CANARY.token';
type Backend = ReturnType<Encryption['getSelectedStorageBackend']>;

/** A keyring of a test: not even a cipher, but nothing that reads as the token. */
function encryption(backend: Backend, changes: Partial<Encryption> = {}): Encryption {
  const turned = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a));
  return {
    isAsyncEncryptionAvailable: () => Promise.resolve(true),
    getSelectedStorageBackend: () => backend,
    encryptStringAsync: (text) => Promise.resolve(turned(Buffer.from(text))),
    decryptStringAsync: (bytes) =>
      Promise.resolve({ result: turned(bytes).toString('utf8'), shouldReEncrypt: false }),
    ...changes,
  };
}

let folder = '';
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'vault-'))));
afterEach(() => rm(folder, { recursive: true }));
const vaultWith = (keyring: Encryption, platform: NodeJS.Platform = 'linux'): Vault =>
  createVault(keyring, join(folder, 'token.json'), platform, () => undefined);
const onDisk = async (): Promise<string[]> =>
  Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'latin1')));

test.each(['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'] as const)(
  'with %s the token is kept over restarts, encrypted, for its user alone',
  async (backend) => {
    expect(await vaultWith(encryption(backend)).keep('a', canary)).toBe('encrypted');
    expect(await vaultWith(encryption(backend)).read('a')).toBe(canary);
    expect((await onDisk()).join()).not.toContain('CANARY');
    const { mode } = await stat(join(folder, 'token.json'));
    if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o600);
  },
);

const unprotected: [string, Encryption][] = [
  ['basic_text', encryption('basic_text')],
  ['unknown', encryption('unknown')],
  ['no encryption', encryption('kwallet6', { isAsyncEncryptionAvailable: () => Promise.resolve(false) })],
  [
    'a keyring that fails',
    encryption('kwallet6', { encryptStringAsync: () => Promise.reject(new Error('locked')) }),
  ],
  [
    'a host without one',
    encryption('kwallet6', {
      isAsyncEncryptionAvailable: () => Promise.reject(new Error('not implemented')),
    }),
  ],
];
test.each(unprotected)(
  'row 54: with %s the token is in memory only: nothing is on disk (attacks A34)',
  async (_, keyring) => {
    await vaultWith(encryption('kwallet6')).keep('a', 'an older token');
    const vault = vaultWith(keyring);
    expect(await vault.keep('a', canary)).toBe('memory');
    expect(await onDisk()).toEqual([]);
    expect(await vault.read('a')).toBeNull();
  },
);

test.each(['darwin', 'win32'] as const)('on %s the Linux backends are not asked for', async (platform) => {
  const keyring = encryption('basic_text', {
    getSelectedStorageBackend: () => {
      throw new Error('Linux only');
    },
  });
  expect(await vaultWith(keyring, platform).keep('a', canary)).toBe('encrypted');
  expect(await vaultWith(keyring, platform).read('a')).toBe(canary);
});

test('row 54: what cannot be decrypted, or was kept by another keyring, is none: paste it again', async () => {
  await vaultWith(encryption('kwallet6')).keep('a', canary);
  const failing = encryption('kwallet6', { decryptStringAsync: () => Promise.reject(new Error('bad key')) });
  expect(await vaultWith(failing).read('a')).toBeNull();
  expect(await vaultWith(encryption('gnome_libsecret')).read('a')).toBeNull();
  expect(await vaultWith(encryption('basic_text')).read('a')).toBeNull();
  expect(await vaultWith(encryption('kwallet6')).read('a')).toBe(canary);
});

test.each(['', '{', 'null', '[]', '{"backend":"kwallet6"}', '{"backend":"kwallet6","ciphertext":"%%%"}'])(
  'a file that holds %j is no token',
  async (text) => {
    await writeFile(join(folder, 'token.json'), text);
    expect(await vaultWith(encryption('kwallet6')).read('a')).toBeNull();
  },
);

test('each account has its own token, and forgetting some keeps the others', async () => {
  const vault = vaultWith(encryption('kwallet6'));
  await vault.keep('a', canary);
  await vault.keep('b', 'token of b');
  await vault.keep('c', 'token of c');
  await vault.keep('b', 'newer token of b');
  const all = async () => Promise.all(['a', 'b', 'c', 'd'].map((id) => vault.read(id)));
  expect(await all()).toEqual([canary, 'newer token of b', 'token of c', null]);
  await vault.keepOnly(['b', 'd']);
  expect(await all()).toEqual([null, 'newer token of b', null, null]);
});

test('a token that cannot be protected any more is forgotten, and no other account’s', async () => {
  const vault = vaultWith(encryption('kwallet6'));
  await vault.keep('a', canary);
  await vault.keep('b', 'token of b');
  const failing = encryption('kwallet6', { encryptStringAsync: () => Promise.reject(new Error('locked')) });
  expect(await vaultWith(failing).keep('a', 'newer')).toBe('memory');
  expect(await vault.read('a')).toBeNull();
  expect(await vault.read('b')).toBe('token of b');
});

/** The file as it was when there was one account and no more. */
async function fileOfBefore(): Promise<void> {
  const ciphertext = await encryption('kwallet6').encryptStringAsync(canary);
  const text = JSON.stringify({ backend: 'kwallet6', ciphertext: ciphertext.toString('base64') });
  await writeFile(join(folder, 'token.json'), text);
}

test('the file of before is the token of the account that was there, until it is kept anew', async () => {
  await fileOfBefore();
  const vault = vaultWith(encryption('kwallet6'));
  await vault.keepOnly(['a']);
  expect(await vault.read('a')).toBe(canary);
  await vault.keep('a', 'newer');
  await vault.keep('b', 'token of b');
  expect([await vault.read('a'), await vault.read('b'), await vault.read('c')]).toEqual([
    'newer',
    'token of b',
    null,
  ]);
});

test('the file of before is forgotten with its account', async () => {
  await fileOfBefore();
  await vaultWith(encryption('kwallet6')).keepOnly([]);
  expect(await onDisk()).toEqual([]);
});

test('forgetting leaves no file, also none that a crash left half written', async () => {
  const vault = vaultWith(encryption('kwallet6'));
  await vault.keep('a', canary);
  await writeFile(join(folder, 'token.json.tmp'), 'half');
  await vault.keep('a', canary);
  expect(await vault.read('a')).toBe(canary);
  await writeFile(join(folder, 'token.json.tmp'), 'half');
  await vault.keepOnly([]);
  expect(await onDisk()).toEqual([]);
  await vault.keepOnly([]);
});
