import { mkdir, mkdtemp, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from '#shared/zod.ts';
import { privateFile, type PrivateFile } from './private-file.ts';

let folder: string;
let path: string;
let troubles: string[];
let file: PrivateFile<number[]>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'private-'));
  path = join(folder, 'numbers.json');
  troubles = [];
  const onTrouble = (cause: unknown): number => troubles.push(String(cause));
  file = privateFile({ path, schema: z.array(z.number()), onTrouble });
});
afterEach(() => rm(folder, { recursive: true }));

test('where there is none it is said to be none, and nothing is wrong', async () => {
  expect(await file.read()).toBeNull();
  expect(troubles).toEqual([]);
});

test('one that cannot be read is no empty one: it is said once, stays, and is there when it can be read', async () => {
  // As a file whose bytes the disk refuses; who runs the tests may be allowed to read anything else.
  await mkdir(path);
  await expect(file.read()).rejects.toMatchObject({ data: { code: 'storage-failed' } });
  await expect(file.read()).rejects.toMatchObject({ data: { code: 'storage-failed' } });
  expect(troubles).toEqual([expect.stringMatching(/numbers\.json cannot be read: EISDIR/)]);
  expect(await readdir(folder)).toEqual(['numbers.json']);
  await rmdir(path);
  await writeFile(path, '[1,2]');
  expect(await file.read()).toEqual([1, 2]);
});

test.each(['', '[1,', '{}', '["CANARY"]'])(
  'one that holds %j is put aside, said without a word of it, and none from then on',
  async (text) => {
    await writeFile(path, text);
    expect(await file.read()).toBeNull();
    expect(await file.read()).toBeNull();
    expect(troubles).toEqual([expect.stringMatching(/numbers\.json is damaged/)]);
    expect(troubles.join()).not.toContain('CANARY');
    expect(await readFile(`${path}.damaged`, 'utf8')).toBe(text);
    await file.write([3]);
    expect(await file.read()).toEqual([3]);
    expect(await file.hasAside()).toBe(true);
    await file.removeAside();
    expect(await readdir(folder)).toEqual(['numbers.json']);
    expect(await file.hasAside()).toBe(false);
  },
);
