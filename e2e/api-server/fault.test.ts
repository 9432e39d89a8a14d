import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Fault, FaultKind } from './fault.ts';
import { startApiServer, type ApiServer } from './server.ts';

let server: ApiServer;
beforeEach(async () => {
  server = await startApiServer({ images: 10 });
});
afterEach(() => server.close());

const ask = (path: string, body?: string, signal?: AbortSignal) =>
  fetch(`${server.origin}/api/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Token token="${server.token()}"` },
    redirect: 'manual',
    ...(body === undefined ? {} : { body: new URLSearchParams(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
const ids = () => server.world.albums[0]!.images.map(({ id }) => id);
const sharing = () => [...server.world.sharings.values()][0]!;
const share = (count: number) =>
  ask(
    `/sharings/${sharing().id}/sharing_images`,
    ids()
      .slice(0, count)
      .map((id) => `image_ids[]=${id}`)
      .join('&'),
  );
const shared = () => sharing().rows.map(({ imageId }) => imageId);

test('a fault hits its route only, after so many requests and so often', async () => {
  server.setFault({ on: 'GET /user', kind: 'status', status: 503, after: 1, times: 2 });
  const seen: number[] = [];
  for (let n = 0; n < 4; n++) seen.push((await ask('/user')).status);
  expect(seen).toEqual([200, 503, 503, 200]);
  expect((await ask('/albums')).status).toBe(200);
});

test('a fault can hit one request in so many', async () => {
  server.setFault({ on: 'GET /user', kind: 'status', status: 503, after: 1, oneIn: 2, times: 2 });
  const seen: number[] = [];
  for (let n = 0; n < 7; n++) seen.push((await ask('/user')).status);
  expect(seen).toEqual([200, 200, 503, 200, 503, 200, 200]);
});

test('a fault can hit some paths only', async () => {
  server.setFault({ on: 'any', ending: 'ser', kind: 'status', status: 503 });
  expect([(await ask('/user')).status, (await ask('/albums')).status]).toEqual([503, 200]);
});

test('cleared faults are gone', async () => {
  server.setFault({ on: 'any', kind: 'status', status: 500 });
  expect((await ask('/user')).status).toBe(500);
  server.clearFaults();
  expect((await ask('/user')).status).toBe(200);
});

test.each<[string, Fault, (answer: Response) => Promise<unknown>, unknown]>([
  [
    '429 with Retry-After',
    { on: 'any', kind: 'status', status: 429, headers: { 'Retry-After': '2' } },
    (answer) => Promise.resolve([answer.status, answer.headers.get('retry-after')]),
    [429, '2'],
  ],
  [
    'a redirect, not followed by itself',
    { on: 'any', kind: 'redirect', status: 307, to: 'https://elsewhere.example/' },
    (answer) => Promise.resolve([answer.status, answer.headers.get('location')]),
    [307, 'https://elsewhere.example/'],
  ],
  [
    'a page of HTML',
    { on: 'any', kind: 'page' },
    async (answer) => [answer.status, answer.headers.get('content-type'), (await answer.text()).slice(0, 9)],
    [200, 'text/html; charset=utf-8', '<!doctype'],
  ],
  [
    'an empty 200',
    { on: 'any', kind: 'empty' },
    async (answer) => [answer.status, await answer.text()],
    [200, ''],
  ],
  [
    'JSON that ends early',
    { on: 'any', kind: 'truncated', bytes: 40 },
    async (answer) => (await answer.text()).length,
    40,
  ],
  ['an empty list', { on: 'any', kind: 'capped', rows: 0 }, (answer) => answer.json(), []],
  [
    'a capped list',
    { on: 'any', kind: 'capped', rows: 4 },
    async (answer) => ((await answer.json()) as unknown[]).length,
    4,
  ],
  [
    'every third record null',
    { on: 'any', kind: 'broken-records', every: 3, as: 'null' },
    async (answer) => ((await answer.json()) as unknown[]).map((one) => one === null).indexOf(true),
    2,
  ],
  [
    'a record of wrong types',
    { on: 'any', kind: 'broken-records', every: 2, as: 'wrong-types' },
    async (answer) => ((await answer.json()) as { width: unknown }[])[1]?.width,
    'wide',
  ],
])('%s', async (_, fault, read, expected) => {
  server.setFault(fault);
  expect(await read(await ask('/image_syncs'))).toEqual(expected);
});

test('records can be broken one by one, the rest as they were', async () => {
  server.setFault({ on: 'GET /image_syncs', kind: 'broken-records', every: 10, as: 'bad-json' });
  const text = await (await ask('/image_syncs')).text();
  expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  expect(JSON.parse(text.replace('"broken": nope, ', ''))).toHaveLength(10);
  server.clearFaults();
  server.setFault({ on: 'GET /image_syncs', kind: 'broken-records', every: 10, as: 'bad-bytes' });
  const bytes = Buffer.from(await (await ask('/image_syncs')).arrayBuffer());
  expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow(TypeError);
});

test('records can be deep, large, or small and many', async () => {
  const list = async (fault: FaultKind) => {
    server.clearFaults();
    server.setFault({ on: 'GET /image_syncs', ...fault });
    return (await (await ask('/image_syncs')).json()) as Record<string, unknown>[];
  };
  const deep = await list({ kind: 'deep-records', every: 5, brackets: 64 });
  expect(deep.map(({ deep }) => JSON.stringify(deep ?? '').length)).toEqual([
    2, 2, 2, 2, 124, 2, 2, 2, 2, 124,
  ]);
  const large = await list({ kind: 'large-records', every: 10, bytes: 6_000_000 });
  expect(String(large[9]?.['title'])).toHaveLength(6_000_000);
  const small = await list({ kind: 'small-records', count: 2_000 });
  expect([small.length, small[1_999]]).toEqual([2_000, { id: 'small-1999', title: 'Small 1999' }]);
});

test('a bomb is small on the line and large once it is unpacked, and the right records are behind it', async () => {
  server.setFault({ on: 'GET /image_syncs', kind: 'bomb', bytes: 20_000_000 });
  const [bomb, ...rest] = (await (await ask('/image_syncs')).json()) as { title: string }[];
  expect(bomb?.title).toHaveLength(20_000_000);
  expect(rest).toHaveLength(10);
});

test.each(['records', 'blanks', 'one-record'] as const)('a list of %s need not end', async (as) => {
  for (const packed of [true, false]) {
    server.clearFaults();
    server.setFault({ on: 'GET /image_syncs', kind: 'endless', as, packed });
    const gone = new AbortController();
    const { body } = await ask('/image_syncs', undefined, gone.signal);
    let bytes = 0;
    for await (const chunk of body!) if ((bytes += chunk.length) > 5_000_000) break;
    gone.abort();
    expect(bytes).toBeGreaterThan(5_000_000);
  }
});

test('a cut body breaks while it is read', async () => {
  server.setFault({ on: 'any', kind: 'cut', bytes: 500 });
  const answer = await ask('/image_syncs');
  expect(answer.status).toBe(200);
  await expect(answer.text()).rejects.toThrow(TypeError);
});

test('a reset breaks before there is an answer, and nothing was done', async () => {
  server.setFault({ on: 'POST /sharings/:sharing_id/sharing_images', kind: 'reset' });
  await expect(share(2)).rejects.toThrow(TypeError);
  expect(shared()).toEqual([]);
});

test('silence lasts until the client gives up', async () => {
  server.setFault({ on: 'any', kind: 'silence' });
  const gone = new AbortController();
  const answer = ask('/user', undefined, gone.signal);
  await expect.poll(() => server.ledger.length).toBe(1);
  gone.abort();
  await expect(answer).rejects.toThrow('aborted');
});

test('a slow answer is whole in the end', async () => {
  server.setFault({ on: 'GET /user', kind: 'drip', bytes: 16, ms: 1 });
  expect(await (await ask('/user')).json()).toHaveProperty('fullname');
  server.setFault({ on: 'GET /albums', kind: 'delay', ms: 1 });
  expect(await (await ask('/albums')).json()).toHaveLength(1);
});

test('a share can be done and its answer lost, whole or in part', async () => {
  const on = 'POST /sharings/:sharing_id/sharing_images';
  server.setFault({ on, kind: 'commit-then-drop', rows: 2, times: 1 });
  await expect(share(3)).rejects.toThrow(TypeError);
  expect(shared()).toEqual(ids().slice(0, 2));
  server.setFault({ on, kind: 'commit-then-drop', times: 1 });
  await expect(share(1)).rejects.toThrow(TypeError);
  server.setFault({ on, kind: 'commit-then-status', status: 500 });
  expect((await share(1)).status).toBe(500);
  expect(shared()).toHaveLength(4);
});

test.each([undefined, 503])(
  'a share can be done long after its line was cut, or after a %s',
  async (status) => {
    const on = 'POST /sharings/:sharing_id/sharing_images';
    const more = status === undefined ? {} : { status };
    server.setFault({ on, kind: 'commit-later', ms: 50, ...more, times: 1 });
    const answer = await share(2).catch(() => null);
    expect(answer?.status).toBe(status);
    expect(await answer?.text()).toBe(status && '<h1>Application error</h1>');
    expect(shared()).toEqual([]);
    await expect.poll(shared).toEqual(ids().slice(0, 2));
  },
);

test('a list can lag behind what was shared', async () => {
  const on = 'GET /sharings/:sharing_id/sharing_images';
  const list = async () =>
    ((await (await ask(`/sharings/${sharing().id}/sharing_images`)).json()) as unknown[]).length;
  await share(1);
  server.setFault({ on, kind: 'stale', ms: 60_000 });
  expect(await list()).toBe(0);
  server.clearFaults();
  server.setFault({ on, kind: 'stale', ms: 50 });
  await expect.poll(list).toBe(1);
});

test('somebody else can be quicker', async () => {
  const on = 'GET /sharings/:sharing_id/sharing_images';
  const does = () => void server.world.share(sharing().id, ids().slice(0, 1), 'someone-else');
  server.setFault({ on, kind: 'meanwhile', does, times: 1 });
  const rows = (await (await ask(`/sharings/${sharing().id}/sharing_images`)).json()) as { user: string }[];
  expect(rows.map(({ user }) => user)).toEqual(['someone-else']);
});

test('a share can be answered with rows for other images', async () => {
  server.setFault({ on: 'POST /sharings/:sharing_id/sharing_images', kind: 'other-rows' });
  const rows = (await (await share(2)).json()) as { image: { public_id: string } }[];
  expect(rows).toHaveLength(2);
  for (const { image } of rows) expect(ids()).not.toContain(image.public_id);
});

test('the renewed token can be garbage, of another user, older, or missing', async () => {
  const claims = (token: string | null) =>
    JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString()) as {
      exp: number;
      user_id: string;
    };
  const own = claims(server.token());
  const renewed = async (as: 'garbage' | 'other-user' | 'older' | 'missing') => {
    server.clearFaults();
    server.setFault({ on: 'any', kind: 'token', as });
    return (await ask('/user')).headers.get('x-token');
  };
  expect(await renewed('garbage')).toBe('no.token.at-all');
  expect(await renewed('missing')).toBeNull();
  expect(claims(await renewed('other-user')).user_id).not.toBe(own.user_id);
  expect(claims(await renewed('older')).exp).toBeLessThan(own.exp);
});

test('a picture can be refused, missing, or no picture at all', async () => {
  const [image] = (await (await ask('/image_syncs')).json()) as { external_urls: { fill100: string } }[];
  const address = image?.external_urls.fill100.split('#')[1] ?? '';
  for (const status of [403, 404]) {
    server.setFault({ on: 'picture', kind: 'status', status, times: 1 });
    expect((await fetch(address)).status).toBe(status);
  }
  server.clearFaults();
  server.setFault({ on: 'picture', kind: 'not-a-picture', as: 'html', times: 1 });
  const html = await fetch(address);
  expect([html.headers.get('content-type'), (await html.text()).slice(0, 9)]).toEqual([
    'image/jpeg',
    '<!doctype',
  ]);
  server.clearFaults();
  server.setFault({ on: 'picture', kind: 'not-a-picture', as: 'svg' });
  expect(await (await fetch(address)).text()).toMatch(/^<svg/);
  server.clearFaults();
  server.setFault({ on: 'picture', kind: 'not-a-picture', as: 'pixel-bomb' });
  expect((await (await fetch(address)).arrayBuffer()).byteLength).toBeLessThan(120_000);
  expect((await ask('/user')).status).toBe(200);
});
