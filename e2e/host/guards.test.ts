import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium as playwright, type Page } from '@playwright/test';
import { expect, onTestFinished, test } from 'vitest';
import { fixtureFlags, startFixture, temporaryFolder } from './fixture/start.ts';
import { launch } from './launch.ts';
import { chromiumHost } from './shell.ts';

test('where the page goes is decided by the app', async () => {
  const { page, told } = await startFixture();
  const home = page.url();
  for (const go of [
    () => void (location.href = 'http://127.0.0.1:9/'),
    () => location.assign('about:blank'),
    () => location.reload(),
    () => document.querySelector<HTMLAnchorElement>('#link')!.click(),
    () => {
      const form = document.createElement('form');
      form.action = 'http://127.0.0.1:9/form';
      form.method = 'post';
      document.body.append(form);
      form.submit();
    },
    () => {
      const meta = document.createElement('meta');
      meta.httpEquiv = 'refresh';
      meta.content = '0;url=http://127.0.0.1:9/meta';
      document.head.append(meta);
    },
  ]) {
    const before = told('will-navigate').length;
    await page.evaluate(go);
    await expect.poll(() => told('will-navigate').length).toBe(before + 1);
  }
  expect(told('will-navigate').map((facts) => (facts as { url: string }).url)).toEqual([
    'http://127.0.0.1:9/',
    'about:blank',
    'app://companion/',
    'http://127.0.0.1:9/link',
    'http://127.0.0.1:9/form',
    'http://127.0.0.1:9/meta',
  ]);
  expect(page.url()).toBe(home);
  await page.evaluate(() => void (location.href = '/?allowed'));
  await page.waitForURL('**/?allowed');
});

test('what the page opens is decided by the app, and asks no server for anything', async () => {
  const { createServer } = await import('node:http');
  const heard: string[] = [];
  const outside = createServer((incoming, outgoing) => {
    heard.push(incoming.url ?? '');
    outgoing.end();
  });
  await new Promise<void>((resolve) => void outside.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(outside.address() as { port: number }).port}`;
  const { page, told } = await startFixture();
  expect(await page.evaluate((url) => window.open(url), `${base}/open`)).toBe(null);
  expect(await page.evaluate(() => window.open())).toBe(null);
  await page.evaluate((url) => {
    document.querySelector<HTMLAnchorElement>('#tab')!.href = `${url}/tab`;
    document.querySelector<HTMLAnchorElement>('#link')!.href = `${url}/link`;
  }, base);
  await page.click('#tab');
  await page.click('#link', { modifiers: ['Control'] });
  await page.click('#link', { modifiers: ['Shift'] });
  await page.click('#link', { button: 'middle' });
  // Past every listener: a link that is in no document, and a form.
  await page.evaluate((url) => {
    const link = document.createElement('a');
    link.target = '_blank';
    link.href = `${url}/loose`;
    link.click();
  }, base);
  await expect.poll(() => told('window-open').length).toBe(7);
  await page.evaluate((url) => {
    const form = document.createElement('form');
    form.target = '_blank';
    form.action = `${url}/form`;
    document.body.append(form);
    form.submit();
  }, base);
  await expect.poll(() => told('window-open').length).toBe(8);
  expect(told('window-open').map((facts) => (facts as { url: string }).url.replace(base, ''))).toEqual([
    '/open',
    'about:blank',
    '/tab',
    '/link',
    '/link',
    '/link',
    '/loose',
    '/form?',
  ]);
  await expect.poll(() => page.context().pages().length).toBe(1);
  expect(heard).toEqual([]);
  outside.close();
});

test('permissions are what the handlers say, devices are none', async () => {
  const { page } = await startFixture();
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'];
    const all = names.map(async (name) => {
      const { state } = await navigator.permissions.query({ name: name as PermissionName });
      return [name, state];
    });
    return Object.fromEntries(await Promise.all(all)) as unknown;
  });
  expect(states).toEqual({
    geolocation: 'granted',
    notifications: 'denied',
    camera: 'denied',
    microphone: 'denied',
    'clipboard-read': 'denied',
    midi: 'denied',
  });
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
  expect(
    await page.evaluate(() => ['usb', 'hid', 'serial', 'bluetooth'].filter((name) => name in navigator)),
  ).toEqual([]);
});

/** Clicks a link that downloads. */
const downloadFrom = (page: Page, href: string) =>
  page.evaluate((address) => {
    const link = document.createElement('a');
    link.href = address === '' ? URL.createObjectURL(new Blob(['text'])) : address;
    link.download = '';
    link.click();
  }, href);

test('of what is downloaded the app is asked, whoever is attached', async () => {
  const { page, told } = await startFixture();
  const taken = page.waitForEvent('download');
  await downloadFrom(page, '/notes?n=1');
  const download = await taken;
  expect(download.suggestedFilename()).toBe('notes.txt');
  expect(await readFile(await download.path(), 'utf8')).toBe('what was noted');

  for (const href of ['/notes', '', '/picture']) {
    const refused = page.waitForEvent('download');
    await downloadFrom(page, href);
    await refused;
  }
  await expect.poll(() => told('will-download')).toHaveLength(4);
});

test('what the app lets be downloaded, and nothing else, is saved among the downloads, each under a name of its own', async () => {
  const [downloads, folder] = [await temporaryFolder(), await temporaryFolder()];
  const environment = { XDG_DOWNLOAD_DIR: downloads };
  const shell = await launch({ flags: fixtureFlags(folder), shell: chromiumHost, environment });
  onTestFinished(() => shell.kill());
  // One that changes nothing of what the browser does.
  const browser = await playwright.connectOverCDP(shell.cdpUrl, { noDefaults: true });
  const page = browser.contexts()[0]!.pages()[0]!;
  const arriving = join(folder, 'Chromium', 'Arriving');
  // What is refused is nowhere, though it may have come whole before the host could say no.
  for (const href of ['/notes', '', '/picture', '/notes?n=1', '/notes?n=2']) await downloadFrom(page, href);
  const names = async () => (await readdir(downloads)).sort();
  await expect.poll(names).toEqual(['notes (1).txt', 'notes.txt']);
  expect(await readFile(join(downloads, 'notes.txt'), 'utf8')).toBe('what was noted');
  await expect.poll(() => readdir(arriving)).toEqual([]);
});

test('what the host does not do fails by name', async () => {
  const { page } = await startFixture();
  for (const name of ['dialog.showOpenDialog', 'net.fetch', 'Tray.name', 'app.setBadgeCount', 'screen.on'])
    await expect(
      page.evaluate((what) => window.fixture.call('use', what), name),
      name,
    ).rejects.toThrow(`${name} is not implemented in the Chromium host`);
});

test('theme, clipboard and a crashed page', async () => {
  const { page, told } = await startFixture();
  const isDark = () => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  await page.evaluate(() => window.fixture.call('theme', 'dark'));
  expect(await isDark()).toBe(true);
  await page.evaluate(() => window.fixture.call('theme', 'light'));
  expect(await isDark()).toBe(false);
  await page.evaluate(() => window.fixture.call('copy', 'copied “text”'));
  await page.context().grantPermissions(['clipboard-read']);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('copied “text”');
  const devtools = await page.context().newCDPSession(page);
  void devtools.send('Page.crash').catch(() => undefined);
  await expect.poll(() => told('render-process-gone')).toEqual(['crashed']);
});
