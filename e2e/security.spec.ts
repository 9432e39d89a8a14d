import { expect, test } from './app.ts';
import { signIn } from './page.ts';

/* The page's cage, tried from within: what a compromised page would do is done, and must have no effect. */

test('the policy’s effect: no script but ours, no address but ours, no HTML from text', async ({ start }) => {
  const { page } = await start(['--demo']);
  await expect(page.getByRole('grid', { name: 'Images' })).toBeVisible();
  const found = await page.evaluate(async () => {
    const blocked: string[] = [];
    addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective));
    const script = document.createElement('script');
    try {
      script.text = 'window.pwned = true';
      document.head.append(script);
    } catch {
      blocked.push('trusted-types');
    }
    try {
      document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.pwned=true">');
    } catch {
      blocked.push('trusted-types');
    }
    // Not at once: what the test itself runs may evaluate, the page may not.
    const evaluated = await new Promise((resolve) =>
      setTimeout(() => {
        try {
          resolve(eval('1 + 1'));
        } catch {
          resolve('refused');
        }
      }),
    );
    const fetched = await fetch('http://127.0.0.1:9/').then(
      () => 'answered',
      () => 'refused',
    );
    const image = new Image();
    const loaded = await new Promise((resolve) => {
      image.onload = () => resolve('loaded');
      image.onerror = () => resolve('refused');
      image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
    });
    return { blocked, evaluated, fetched, loaded, pwned: 'pwned' in window };
  });
  expect(found).toMatchObject({ evaluated: 'refused', fetched: 'refused', loaded: 'refused', pwned: false });
  expect(found.blocked).toEqual(expect.arrayContaining(['connect-src', 'img-src', 'trusted-types']));
});

test('the app itself breaks its own policy nowhere on the way through the main job', async ({ start }) => {
  const { page } = await start(['--demo']);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|TrustedHTML/.test(message.text()))
      complaints.push(message.text());
  });
  await page.reload();
  const cells = page.getByRole('gridcell');
  await cells.nth(3).dblclick();
  await expect(page.getByRole('dialog', { name: 'Image viewer' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(page.getByRole('dialog', { name: /^Share/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Account' }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('the page can go nowhere, open nothing, and ask for nothing', async ({ start }) => {
  const { page } = await start(['--demo']);
  await expect(page.getByRole('grid', { name: 'Images' })).toBeVisible();
  const home = page.url();
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  const opened = await page.evaluate(() => window.open('https://example.com/') === null);
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://example.com/';
    link.target = '_blank';
    document.body.append(link);
    link.click();
    link.remove();
  });
  const permissions = await page.evaluate(async () => ({
    geolocation: await new Promise((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : 'other'),
      ),
    ),
    notifications: await Notification.requestPermission(),
  }));
  expect(permissions).toEqual({ geolocation: 'denied', notifications: 'denied' });
  await expect(page.getByRole('grid', { name: 'Images' })).toBeVisible();
  expect(page.url()).toBe(home);
  await expect
    .poll(() =>
      page
        .context()
        .pages()
        .map((one) => one.url())
        .filter((url) => url.includes('example.com')),
    )
    .toEqual([]);
  expect(opened).toBe(true);
  expect(page.context().pages()).toHaveLength(1);
});

test('the page has two functions and nothing of Node, and learns no token', async ({ start, serve }) => {
  const server = await serve();
  const token = server.token();
  const { page } = await start();
  await signIn(page, server.origin, token);
  await expect(page.getByRole('grid', { name: 'Images' })).toBeVisible();
  const found = await page.evaluate(async (secret) => {
    const companion = (
      window as unknown as { companion: { invoke(channel: string, input: unknown): Promise<unknown> } }
    ).companion;
    const answers = [];
    for (const channel of ['session.get', 'preferences.get', 'albums.list', 'shares.list']) {
      answers.push(JSON.stringify(await companion.invoke(channel, null)));
    }
    return {
      functions: Object.keys(companion).sort(),
      node: ['require', 'process', 'Buffer', 'module'].filter((name) => name in window),
      leaks: [
        document.documentElement.outerHTML,
        JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
        document.cookie,
        ...answers,
      ].filter((text) => text.includes(secret)),
    };
  }, token);
  expect(found).toEqual({ functions: ['invoke', 'on'], node: [], leaks: [] });
});
