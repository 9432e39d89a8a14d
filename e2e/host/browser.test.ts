import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findBrowser } from './browser.ts';
import { installedElectron } from './electron-binary.ts';
import { switchValue } from './flags.ts';
import { chooseShell } from './shell.ts';

async function folderWith(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'companion-binaries-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, name), '');
  await chmod(join(folder, name), 0o755);
  return folder;
}

const onLinux = test.runIf(process.platform === 'linux');

test('CHROME_PATH goes before every other browser, and a path that is nothing is passed over', async () => {
  const chosen = join(await folderWith('my-browser'), 'my-browser');
  expect(findBrowser({ CHROME_PATH: chosen })).toBe(chosen);
  expect(findBrowser({ CHROME_PATH: '/nowhere/browser' })).not.toBe('/nowhere/browser');
});

onLinux.each(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'])(
  '%s on the path is found',
  async (name) => {
    const folder = await folderWith(name);
    expect([join(folder, name), join('/usr/bin', name), '/usr/bin/chromium']).toContain(
      findBrowser({ PATH: folder }),
    );
  },
);

onLinux(
  'the Electron binary of ELECTRON_OVERRIDE_DIST_PATH is used, with a display of its own where there is none',
  async () => {
    const folder = await folderWith('electron');
    const binary = join(folder, 'electron');
    const environment = { ELECTRON_OVERRIDE_DIST_PATH: folder };
    expect(installedElectron(environment)).toBe(binary);
    expect(await chooseShell([], { ...environment, DISPLAY: ':0' })).toMatchObject({
      kind: 'electron',
      command: binary,
    });

    const bin = await folderWith('xvfb-run');
    const hidden = await chooseShell(['--headless'], { ...environment, DISPLAY: ':0', PATH: bin });
    expect(hidden.command).toBe(join(bin, 'xvfb-run'));
    expect(hidden.args).toContain(binary);

    const without = await chooseShell([], { ...environment, PATH: folder });
    expect(without.kind).toBe('chromium');
    expect(without.notice).toContain('xvfb-run');
  },
);

test('an Electron that is not where it was said to be is not fetched: the host is used, and says so', async () => {
  const shell = await chooseShell([], { ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' });
  expect(shell.kind).toBe('chromium');
  expect(shell.notice).toContain('Chromium');
});

test.each([
  [['--lang=fr'], 'lang', 'fr'],
  [['--lang=fr', '--lang=en'], 'lang', 'en'],
  [['--demo'], 'demo', ''],
  [['--language=fr'], 'lang', null],
  [[], 'demo', null],
])('of %j, --%s is %j', (argv, name, value) => {
  expect(switchValue(argv, name)).toBe(value);
});
