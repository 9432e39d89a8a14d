import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fixtureFlags, startFixture, temporaryFolder } from './fixture/start.ts';
import { launch } from './launch.ts';
import { chromiumHost } from './shell.ts';

/** The processes whose command line names this folder. */
async function processesOf(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const command = await readFile(join('/proc', pid, 'cmdline'), 'utf8').catch(() => '');
    if (command.includes(folder)) found.push(command.replaceAll('\0', ' '));
  }
  return found;
}

const onLinux = test.runIf(process.platform === 'linux');

onLinux.each(['close of the window', 'SIGTERM', 'SIGINT', 'SIGKILL', 'a crash of the main process'] as const)(
  'after %s no process is left',
  async (how) => {
    const { shell, page, folder, told } = await startFixture();
    if (how === 'close of the window') await page.close();
    else if (how === 'a crash of the main process')
      await page.evaluate(() => window.fixture.call('crash')).catch(() => undefined);
    else shell.process.kill(how);
    const code = await shell.ended;
    await expect.poll(() => processesOf(folder)).toEqual([]);
    if (how === 'SIGKILL') return;
    if (how === 'a crash of the main process') {
      expect(code).toBe(1);
      expect(shell.output()).toContain('Error: The main process broke');
      return;
    }
    expect(code).toBe(0);
    expect(told('before-quit')).toHaveLength(1);
    expect(told('will-quit')).toHaveLength(1);
    expect(told('window-all-closed')).toHaveLength(how === 'close of the window' ? 1 : 0);
  },
);

test('a second start on the same data tells the first and ends; after it another may start', async () => {
  const { folder, told, shell } = await startFixture();
  const second = spawn(chromiumHost.command, [...chromiumHost.args, ...fixtureFlags(folder), '--marker'], {
    stdio: 'ignore',
  });
  expect(await new Promise((resolve) => second.once('exit', resolve))).toBe(0);
  await expect.poll(() => told('second-instance')).toEqual(['--marker']);
  await shell.kill();
  const third = await launch({ flags: fixtureFlags(folder), shell: chromiumHost });
  expect(third.output()).not.toContain('second null');
  await third.close();
});

test('a headless window shows at least 1280 x 800 of its page, unemulated', async () => {
  const { page } = await startFixture();
  const [width, height, outer, frame] = await page.evaluate(() => [
    innerWidth,
    innerHeight,
    outerWidth - innerWidth,
    outerHeight - innerHeight,
  ]);
  expect(width).toBeGreaterThanOrEqual(1280);
  expect(height).toBeGreaterThanOrEqual(800);
  expect(outer).toBeGreaterThanOrEqual(0);
  expect(frame).toBeGreaterThanOrEqual(0);
});

test('a main process that cannot be loaded is printed and ends with an error', async () => {
  const folder = await temporaryFolder();
  const flags = [`--main=${join(folder, 'none.js')}`, `--user-data-dir=${folder}`, '--headless'];
  await expect(launch({ flags, shell: chromiumHost })).rejects.toThrow(/ended with 1.*ERR_MODULE_NOT_FOUND/s);
});
