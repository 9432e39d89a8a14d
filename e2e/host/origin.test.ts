import { networkInterfaces } from 'node:os';
import { request } from 'node:http';
import { connect } from 'node:net';
import type { Page } from '@playwright/test';
import { expect, test } from 'vitest';
import { startFixture } from './fixture/start.ts';

/** One plain request, as any program on this machine could make it. */
async function ask(origin: string, path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const { port, hostname } = new URL(origin);
    request({ port, hostname, path, headers, method }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (text: string) => (body += text));
      answer.on('end', () => resolve({ status: answer.statusCode, body }));
    })
      .on('error', reject)
      .end();
  });
}

/** What Chromium sends of its own accord; only DevTools can see it. */
async function secretOf(page: Page): Promise<string> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  const sent = new Promise<string>((resolve) =>
    devtools.on('Network.requestWillBeSentExtraInfo', ({ headers }) => {
      const secret = headers['Authorization'];
      if (secret !== undefined) resolve(secret);
    }),
  );
  await page.evaluate(() => fetch('picture'));
  return sent;
}

const refusesConnection = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.on('connect', () => {
      socket.destroy();
      resolve(false);
    });
    socket.on('error', () => resolve(true));
  });

test('the page’s origin answers its own page and nobody else', async () => {
  const { page, origin, shell } = await startFixture();
  const secret = await secretOf(page);
  const good = { Authorization: secret, 'Sec-Fetch-Site': 'same-origin' };
  expect((await ask(origin, '/picture', good)).status).toBe(200);

  const refused = { status: 403, body: '' };
  const { port } = new URL(origin);
  for (const [path, headers, method] of [
    ['/', {}],
    ['/picture', {}],
    ['/starting-guess', {}],
    ['/', { 'Sec-Fetch-Site': 'same-origin' }],
    ['/', { ...good, Authorization: `${secret}x` }],
    ['/', { ...good, Authorization: 'Basic ' }],
    ['/', { ...good, Authorization: secret.slice(0, -1) }],
    ['/', { Authorization: secret }],
    ['/', { ...good, 'Sec-Fetch-Site': 'same-site' }],
    ['/', { ...good, 'Sec-Fetch-Site': 'cross-site' }],
    // A name that an attacker points at this machine (DNS rebinding).
    ['/', { ...good, Host: 'evil.example' }],
    ['/', { ...good, Host: `localhost:${port}` }],
    ['/', good, 'TRACE'],
  ] as [string, Record<string, string>, string?][])
    expect(await ask(origin, path, headers, method), JSON.stringify([path, Object.keys(headers)])).toEqual(
      refused,
    );

  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  for (const { address, internal } of addresses)
    if (!internal) expect(await refusesConnection(address, Number(port)), address).toBe(true);
  const password = Buffer.from(secret.slice('Basic '.length), 'base64').toString().slice('host:'.length);
  expect(shell.output()).not.toContain(password);
  const inPage = await page.evaluate(() => [
    location.href,
    document.URL,
    document.baseURI,
    document.referrer,
    document.cookie,
  ]);
  expect(inPage.join(' ')).not.toContain(password);
});

test('the secret goes to no other server on this machine', async () => {
  const { createServer } = await import('node:http');
  const heard: (string | undefined)[] = [];
  const other = createServer((incoming, outgoing) => {
    heard.push(incoming.headers.cookie ?? incoming.headers.authorization);
    outgoing.end('other');
  });
  await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  const { page } = await startFixture();
  const opened = page.context().waitForEvent('page');
  await page.evaluate((url) => window.fixture.call('open', url), `http://127.0.0.1:${port}/`);
  await (await opened).getByText('other').waitFor();
  expect(heard.length).toBeGreaterThan(0);
  expect(heard.filter((secret) => secret !== undefined)).toEqual([]);
  other.close();
  other.closeAllConnections();
});

test('what the handler answers arrives unchanged, and what it is asked is in the app’s terms', async () => {
  const { page } = await startFixture();
  const reloaded = await page.reload();
  expect(await reloaded?.headerValue('content-security-policy')).toContain("default-src 'none'");
  expect(await page.evaluate(() => document.body.dataset['ran'])).toBe('yes');
  const asked = await page.evaluate(async () => {
    const answer = await fetch('echo?a=1', { method: 'POST', body: 'héllo' });
    return (await answer.json()) as unknown;
  });
  expect(asked).toEqual({
    method: 'POST',
    url: 'app://companion/echo?a=1',
    origin: 'app://companion',
    secret: null,
    body: 'héllo',
  });
  expect(await page.evaluate(async () => (await (await fetch('stream')).arrayBuffer()).byteLength)).toBe(
    20 << 20,
  );
  expect(await page.evaluate(async () => (await fetch('nothing')).status)).toBe(404);
});

test('the policy holds: no inline script, no evaluation, no HTML from text', async () => {
  const { page } = await startFixture();
  const tried = await page.evaluate(async () => {
    // What DevTools evaluates at once may use eval; a script of the page may not.
    await new Promise((resolve) => setTimeout(resolve));
    const outcomes: string[] = [];
    for (const attempt of [
      () => void eval('1'),
      () => void (document.body.innerHTML = '<b>'),
      () => void (document.createElement('script').text = '1'),
    ])
      try {
        attempt();
        outcomes.push('done');
      } catch {
        outcomes.push('refused');
      }
    return outcomes;
  });
  expect(tried).toEqual(['refused', 'refused', 'refused']);
});
