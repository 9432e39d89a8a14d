import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, filesHolding, test } from './app.ts';
import { alert, expired, renew, renewWith, signIn, signInTo } from './page.ts';

/*
 * A computer whose clock is wrong (faults row 31). The server's clock is right, and so is the page's: it judges nothing.
 */

const day = 86_400_000;
const clockOff = (ms: number): NodeJS.ProcessEnv => ({
  NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'set-clock.ts')).href}`,
  COMPANION_CLOCK: String(Date.now() + ms),
});

for (const [off, ms] of [
  ['ahead', day],
  ['behind', -day],
] as const) {
  test(`row 31: with a clock a day ${off} a token of four hours signs in, and renews after a restart`, async ({
    start,
    serve,
  }) => {
    const server = await serve();
    const app = await start([], clockOff(ms));
    await signInTo(app.page, server);
    await expect(expired(app.page)).toHaveCount(0);
    // The account's file is written behind the first screen.
    await expect.poll(() => filesHolding(app.folder, '"clockSkewMs":')).not.toEqual([]);
    const { page } = await app.restart();
    await renew(page, server);
    await page.getByRole('button', { name: 'Resync album' }).click();
    await expect(page.getByRole('region', { name: 'Resync report' })).toContainText('60 unchanged');
  });
}

for (const [clock, ms] of [
  ['a right clock', 0],
  ['a clock a day ahead', day],
] as const) {
  test(`row 31: with ${clock} a token that has really expired is said to be, and never sent`, async ({
    start,
    serve,
  }) => {
    const server = await serve();
    const { page } = await start([], clockOff(ms));
    await signIn(page, server.origin, server.token({ expiresIn: -60 }));
    await expect(alert(page)).toContainText(/expired/);
    expect(server.ledger.filter(({ headers }) => headers['authorization'] !== undefined)).toEqual([]);
  });
}

test('row 31: with a clock a day behind a token that has really expired is said to be, once the server refused it', async ({
  start,
  serve,
}) => {
  const server = await serve();
  const app = await start([], clockOff(-day));
  await signIn(app.page, server.origin, server.token({ expiresIn: -60 }));
  await expect(alert(app.page)).toContainText(/expired/);
  await signInTo(app.page, server);
  await expect.poll(() => filesHolding(app.folder, '"clockSkewMs":')).not.toEqual([]);
  const { page } = await app.restart();
  await renewWith(page, server.token({ expiresIn: -60 }));
  await expect(expired(page)).toContainText('This token has expired');
});
