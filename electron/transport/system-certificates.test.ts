import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testCertificate, testKey } from './certificate-for-tests.ts';
import { trustSystemCertificates } from './system-certificates.ts';

const server = createServer({ key: testKey, cert: testCertificate }, (_, response) => response.end('ok'));
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'certificates-'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

/** What a process answers that asks the server, on a computer that trusts what stands in this file. */
async function askedWhere(trusted: string): Promise<string> {
  const file = join(folder, 'trusted.pem');
  await writeFile(file, trusted);
  const { port } = server.address() as AddressInfo;
  const fixture = join(import.meta.dirname, 'system-certificates.fixture.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [fixture, `https://127.0.0.1:${port}/`], {
    env: { ...process.env, SSL_CERT_FILE: file, SSL_CERT_DIR: folder },
  });
  return stdout.trim();
}

// Elsewhere it is the keychain or the registry that says whom a computer trusts, and no test changes those.
test.runIf(process.platform === 'linux')('whom the computer trusts is trusted, and nobody else', async () => {
  expect(await askedWhere(testCertificate)).toBe('200');
  expect(JSON.parse(await askedWhere(''))).toMatchObject({ code: 'not-reached', reason: 'tls' });
});

test('where they cannot be read it is told, and calls need not wait', async () => {
  const told: unknown[] = [];
  await trustSystemCertificates(join(folder, 'no-such-worker.js'), (cause) => told.push(cause));
  expect(told).toHaveLength(1);
});
