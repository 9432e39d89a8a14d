import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { servePage } from './page-files.ts';

let root = '';
let serve: (request: Request) => Promise<Response>;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'page-files-'));
  await mkdir(join(root, 'renderer/assets'), { recursive: true });
  await mkdir(join(root, 'renderer/folder.js'));
  await writeFile(join(root, 'secret.js'), 'secret');
  await writeFile(join(root, 'renderer/index.html'), '<!doctype html>');
  await writeFile(join(root, 'renderer/assets/index-_aB3.js'), 'run()');
  await writeFile(join(root, 'renderer/assets/style.css'), 'p{}');
  await writeFile(join(root, 'renderer/assets/notes.txt'), 'notes');
  await writeFile(join(root, 'renderer/.hidden.js'), 'hidden');
  serve = servePage(join(root, 'renderer'));
});
afterAll(() => rm(root, { recursive: true }));

const ask = (path: string, method = 'GET'): Promise<Response> =>
  serve(new Request(`app://companion${path}`, { method }));

test.each([
  ['/', 'text/html; charset=utf-8', '<!doctype html>'],
  ['/index.html', 'text/html; charset=utf-8', '<!doctype html>'],
  ['/index.html?x=1', 'text/html; charset=utf-8', '<!doctype html>'],
  ['/assets/index-_aB3.js', 'text/javascript; charset=utf-8', 'run()'],
  ['/assets/style.css', 'text/css; charset=utf-8', 'p{}'],
])('%s is served as %s', async (path, contentType, body) => {
  const response = await ask(path);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe(contentType);
  expect(await response.text()).toBe(body);
});

test.each([
  '/missing.js',
  '/assets',
  '/assets/',
  '/assets/notes.txt',
  '/folder.js',
  '/.hidden.js',
  '/../secret.js',
  '/assets/../../secret.js',
  '/%2e%2e/secret.js',
  '/..%2fsecret.js',
  '/..%5csecret.js',
  '/assets/..%2f..%2fsecret.js',
  '/..\\secret.js',
  '//secret.js',
  '/assets//style.css',
  '/index.html/x.js',
  '/index.html%00.js',
  '/C:/secret.js',
  '/etc/passwd',
])('%s is not there', async (path) => {
  const response = await ask(path);
  expect(response.status).toBe(404);
  expect(await response.text()).toBe('');
});

test.each(['POST', 'HEAD', 'PUT', 'DELETE'])('%s is refused', async (method) => {
  expect((await ask('/', method)).status).toBe(405);
});

test.each(['/', '/assets/index-_aB3.js', '/missing.js'])('%s carries the policy', async (path) => {
  const { headers } = await ask(path);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toMatch(/unsafe|\*|https?:|data:|blob:/);
});
