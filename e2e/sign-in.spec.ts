import { expect, test } from './app.ts';
import { alert, signIn } from './page.ts';

const claims = (content: object): string =>
  `eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify(content)).toString('base64url')}.c2ln`;
const inAnHour = Math.floor(Date.now() / 1000) + 3600;
const good = claims({ user_id: 'u', exp: inAnHour });

test('the form is there as promised, with the service’s own address', async ({ start }) => {
  const { page } = await start();
  await expect(page.getByRole('textbox', { name: 'Server address' })).toHaveValue(
    'https://api.sharinpix.com',
  );
  await expect(page.getByLabel('API token')).toHaveAttribute('type', 'password');
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try the demo' })).toBeVisible();
  await expect(alert(page)).toHaveCount(0);
});

const mistakes: [what: string, server: string, token: string, says: RegExp][] = [
  ['no token at all', 'https://api.sharinpix.com', 'hello', /token/i],
  ['a secret URL', 'https://api.sharinpix.com', 'sharinpix://abc:def@api.sharinpix.com', /secret/i],
  ['an expired token', 'http://127.0.0.1:9', claims({ user_id: 'u', exp: 1_500_000_000 }), /expired/],
  ['http to a far host', 'http://api.sharinpix.com', good, /https/],
  ['an address that is none', 'not an address', good, /address/i],
  ['a server that is not there', 'http://127.0.0.1:9', good, /not (?:be )?reached|reach/i],
];

test('what is wrong is said in a sentence, and what was typed stays', async ({ start }) => {
  const { page } = await start();
  for (const [what, server, token, says] of mistakes) {
    await signIn(page, server, token);
    await expect(alert(page), what).toContainText(says);
    await expect(page.getByRole('textbox', { name: 'Server address' })).toHaveValue(server);
  }
});

test('a page of HTML where answers should be is said to be unreadable', async ({ start, serve }) => {
  const server = await serve();
  server.setFault({ on: 'any', kind: 'page' });
  const { page } = await start();
  await signIn(page, server.origin, server.token());
  await expect(alert(page)).toContainText(/read|SharinPix/);
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
});

test('where every call is refused and the token names no album, access is denied', async ({
  start,
  serve,
}) => {
  const server = await serve();
  server.setFault({ on: 'any', kind: 'status', status: 401, headers: { 'X-message': 'Access denied' } });
  const { page } = await start();
  await signIn(page, server.origin, server.token({ abilities: null }));
  await expect(alert(page)).toContainText('Access denied');
});

test('one refused call is one missing right: the session begins all the same', async ({ start, serve }) => {
  const server = await serve();
  for (const on of ['GET /user', 'GET /albums', 'GET /organization'] as const) {
    server.setFault({ on, kind: 'status', status: 401, headers: { 'X-message': 'Access denied' } });
  }
  const { page } = await start();
  await signIn(page, server.origin, server.token());
  await expect(page.getByRole('gridcell').first()).toBeVisible();
});

test('Try the demo needs nothing', async ({ start }) => {
  const { page } = await start();
  await page.getByRole('button', { name: 'Try the demo' }).click();
  await expect(page.getByRole('navigation', { name: 'Albums' }).getByRole('button')).toHaveCount(3);
  await expect(page.getByRole('gridcell').nth(11)).toBeVisible();
});
