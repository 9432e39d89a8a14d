import { createHash } from 'node:crypto';
import { readdir, readFile, rename, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { ApiServer } from './api-server/server.ts';
import { expect, test, type App } from './app.ts';
import { cells, painted, selection, signIn } from './page.ts';

/* What is seen where pictures cannot be had, or are not what they should be (faults.md 46, 56, 57; attacks A25 to A28). */

const marked = (page: Page) =>
  page.locator(
    '[role="gridcell"]:is([aria-description*="cannot be shown"], [aria-description*="could not be loaded"])',
  );
const asked = ({ ledger }: ApiServer) => ledger.filter(({ template }) => template === 'picture').length;

/** How many pictures were asked for, from an entry of the ledger on. */
const fetched = ({ ledger }: ApiServer, from: number): number =>
  new Set(
    ledger
      .slice(from)
      .filter(({ template }) => template === 'picture')
      .map(({ path }) => path),
  ).size;

async function keptFiles({ folder }: App): Promise<string[]> {
  const entries = await readdir(join(folder, 'pictures'), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

for (const [attack, as] of [
  ['A25', 'pixel-bomb'],
  ['A26', 'svg'],
  ['A26', 'svg-as-png'],
  ['A27', 'html'],
] as const) {
  test(`${attack}: a picture that is ${as} is marked, not kept and does nothing; the others are shown`, async ({
    start,
    serve,
  }) => {
    const server = await serve({ images: 12 });
    for (const { id } of server.world.albums[0]!.images.slice(9))
      server.setFault({ on: 'picture', ending: `${id.slice(-6)}.jpg`, kind: 'not-a-picture', as });
    const app = await start();
    const { page } = app;
    await signIn(page, server.origin, server.token());
    await expect(marked(page)).toHaveCount(3);
    await expect.poll(() => painted(page)).toBe(9);
    await expect.poll(() => keptFiles(app)).toHaveLength(9);
    expect(await page.title()).toBe('SharinPix Companion');
    const [status, type] = await page.evaluate(
      async (source) => {
        const answer = await fetch(source);
        return [answer.status, answer.headers.get('content-type')];
      },
      await failedAddress(page, server),
    );
    expect([status, type]).toEqual([as === 'pixel-bomb' ? 413 : 415, null]);
  });
}

/** The address on the page's own origin of a picture that was refused. */
async function failedAddress(page: Page, server: ApiServer): Promise<string> {
  const id = (await marked(page).first().getAttribute('data-image-id')) ?? '';
  const loaded = await cells(page)
    .locator('img[src]')
    .evaluateAll((all) => all.map((img) => (img as HTMLImageElement).src));
  const [example = ''] = loaded;
  const address = new URL(example);
  address.searchParams.set('image', id);
  expect(server.world.image(id)).toBeDefined();
  return address.href;
}

/** What each tile on screen shows, by its image: a print of the picture's bytes, as the page is given them. */
async function prints(page: Page): Promise<Record<string, string>> {
  const pictures = await cells(page).evaluateAll((all) =>
    Promise.all(
      all.map(async (cell) => {
        const source = cell.querySelector('img')?.src ?? '';
        const bytes = new Uint8Array(await (await fetch(source)).arrayBuffer());
        return [cell.getAttribute('data-image-id') ?? '', bytes.join()] as const;
      }),
    ),
  );
  return Object.fromEntries(
    pictures.map(([id, bytes]) => [id, createHash('sha256').update(bytes).digest('hex')]),
  );
}

test('row 46, A28: kept pictures that were swapped, cut, emptied or replaced are fetched again; the right ones are shown', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 12 });
  const app = await start();
  await signIn(app.page, server.origin, server.token());
  await expect.poll(() => painted(app.page)).toBe(12);
  await expect.poll(() => keptFiles(app)).toHaveLength(12);
  const before = await prints(app.page);
  expect(new Set(Object.values(before)).size).toBe(12);
  await app.close();

  const [a = '', b = '', cut = '', empty = '', page = '', other = '', whole = ''] = await keptFiles(app);
  await rename(a, `${a}.x`);
  await rename(b, a);
  await rename(`${a}.x`, b);
  await truncate(cut, 500);
  await truncate(empty, 0);
  await writeFile(page, '<!doctype html><script>document.title = "kept"</script>');
  await writeFile(other, await readFile(whole));
  const from = server.ledger.length;

  const again = await app.restart();
  await expect.poll(() => painted(again.page)).toBe(12);
  expect(await prints(again.page)).toEqual(before);
  expect(fetched(server, from)).toBe(6);
  await expect.poll(() => keptFiles(again)).toHaveLength(12);
  const third = await again.restart();
  await expect.poll(() => painted(third.page)).toBe(12);
  expect(fetched(server, from)).toBe(6);
});

test('row 56: where the image host refuses (403), no record is asked for twice, the tiles are marked, and R tries again', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 12 });
  server.setFault({ on: 'picture', kind: 'status', status: 403 });
  const { page } = await start();
  await signIn(page, server.origin, server.token());
  await expect(marked(page)).toHaveCount(12);
  const renewals = () => server.ledger.filter(({ path }) => path.includes('image_syncs?ids'));
  const renewed = () => renewals().flatMap(({ path }) => path.match(/[\da-f]{8}-[\da-f-]{27}/g) ?? []);
  expect(renewed()).toEqual([...new Set(renewed())]);
  const calls = renewals().length;
  expect(calls).toBeLessThanOrEqual(5);
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption({ index: 3 });
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption({ index: 0 });
  await expect(marked(page)).toHaveCount(12);
  expect(renewals()).toHaveLength(calls);

  server.clearFaults();
  await besideButton(cells(page).nth(4));
  await page.keyboard.press('r');
  await expect(marked(page)).toHaveCount(11);
  await expect.poll(() => painted(page)).toBe(1);
});

/** Eight of 256 last digits: 3 % of the images. */
const failing = ['07', '1c', '3a', '5e', '88', 'a4', 'c9', 'f1'];

test('row 57: of 10,000 images 3 % of the pictures fail: the grid can be used, no storm, R tries one again', async ({
  start,
  serve,
}) => {
  const server = await serve({ images: 10_000 });
  for (const digits of failing)
    server.setFault({ on: 'picture', ending: `${digits}.jpg`, kind: 'status', status: 404 });
  const { page } = await start();
  await signIn(page, server.origin, server.token());
  await expect(selection(page)).toContainText('of 10,000');
  await cells(page).first().click();
  const seen = new Set<string>();
  const screens = 12;
  for (let screen = 0; screen < screens; screen += 1) {
    await page.keyboard.press('PageDown');
    await expect.poll(() => pending(page)).toBe(0);
    for (const id of await shownIds(page)) seen.add(id);
  }
  const failed = [...seen].filter((id) => failing.some((digits) => id.endsWith(digits)));
  expect(failed.length).toBeGreaterThan(0);
  const askedBefore = asked(server);
  for (let screen = 0; screen < screens; screen += 1) {
    await page.keyboard.press('PageUp');
    await expect.poll(() => pending(page)).toBe(0);
  }
  const askedFor = (id: string): number =>
    server.ledger.filter(({ path }) => path.endsWith(`${id.replaceAll('-', '')}.jpg`)).length;
  // Its three addresses once, however often it came into sight (one that scrolled away is begun anew, so no more than
  // five); the rest are those beyond the screen.
  for (const id of failed) expect(askedFor(id)).toBeLessThanOrEqual(5);
  expect(asked(server) - askedBefore).toBeLessThan(seen.size);

  // What is marked stays where it is once nothing more is on its way.
  while ((await marked(page).count()) === 0) {
    await page.keyboard.press('PageDown');
    await expect.poll(() => pending(page)).toBe(0);
  }
  const one = (await marked(page).first().getAttribute('data-image-id')) ?? '';
  const tile = page.locator(`[data-image-id="${one}"]`);
  await besideButton(tile);
  server.clearFaults();
  await page.keyboard.press('r');
  const picture = tile.locator('img');
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
  await page.keyboard.press('Control+a');
  await expect(selection(page)).toContainText('10,000 of 10,000');
});

const shownIds = (page: Page) =>
  cells(page).evaluateAll((all) => all.map((cell) => cell.getAttribute('data-image-id') ?? ''));

/** Chooses a marked tile. In its middle is the button that tries again, as `R` does. */
async function besideButton(tile: Locator): Promise<void> {
  await tile.click({ position: { x: 8, y: 8 } });
  await expect(tile).toHaveAttribute('aria-selected', 'true');
}

/** Tiles on screen that show neither their picture nor that it cannot be had. */
const pending = async (page: Page) =>
  (await cells(page).count()) - (await painted(page)) - (await marked(page).count());
