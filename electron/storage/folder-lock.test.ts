import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { holdFolder } from './folder-lock.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'folder-lock-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('a folder is held by one at a time, and can be had again afterwards', () => {
  const letGo = holdFolder(folder);
  expect(letGo).not.toBeNull();
  expect(holdFolder(folder)).toBeNull();
  letGo?.();
  const again = holdFolder(folder);
  expect(again).not.toBeNull();
  again?.();
});

test('a process that was killed holds nothing', async () => {
  const lock = JSON.stringify(join(import.meta.dirname, 'folder-lock.ts'));
  const script = `import { holdFolder } from ${lock}; console.log(holdFolder(${JSON.stringify(folder)}) !== null); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script]);
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(String(said).trim()).toBe('true');
  expect(holdFolder(folder)).toBeNull();
  child.kill('SIGKILL');
  await once(child, 'exit');
  const mine = holdFolder(folder);
  expect(mine).not.toBeNull();
  mine?.();
});
