import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApiServer, type ApiServer } from './server.ts';

/*
 * The generator beside what the service really answered: same header names, same keys, in the same order. The
 * recordings are not part of the project; where they are missing these tests say that they were skipped.
 */

const folder = new URL('../../../shared/recordings/', import.meta.url);
const missing = !existsSync(folder);

interface Recorded {
  response_status: number;
  response_body: string | null;
  response_headers: Record<string, string>;
}
const recording = (name: string): Recorded => {
  const { requests } = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as {
    requests: Recorded[];
  };
  const [first] = requests;
  if (first === undefined) throw new Error(`${name} holds no request`);
  return first;
};

let server: ApiServer;
beforeAll(async () => {
  server = await startApiServer({ images: 12, albums: 2 });
});
afterAll(() => server.close());

/** Keys down to what is free-form or different from file to file, in order. */
function shape(value: unknown, path = ''): unknown {
  if (Array.isArray(value)) {
    return /gps|tags|tag_names|colors|faces|google/.test(path) ? 'list' : [shape(value[0], `${path}[]`)];
  }
  if (typeof value !== 'object' || value === null) return 'value';
  if (/exifs|metadatas$/.test(path)) return 'free';
  return Object.entries(value).map(([key, inner]) => [
    key,
    key === 'location' ? 'maybe' : shape(inner, `${path}.${key}`),
  ]);
}
const plain = (value: unknown) => JSON.stringify(shape(value)).replaceAll(/"(?:value|list|maybe)"/g, '"any"');
const withoutPlace = (text: string) => text.replaceAll(',["location","any"]', '');

/** Node writes these itself. */
const ours = new Set(['date', 'connection', 'keep-alive']);
const names = (headers: Iterable<string>) =>
  [...headers]
    .map((name) => name.toLowerCase())
    .filter((name) => !ours.has(name))
    .sort();

const image = () => server.world.albums[0]!.images[0]!;
const sharing = () => [...server.world.sharings.values()][0]!;
const cases: [string, () => { path: string; body?: string; token?: false }][] = [
  ['albums', () => ({ path: '/albums' })],
  ['album-images', () => ({ path: `/albums/${image().album.id}/images` })],
  ['album-sharings', () => ({ path: `/albums/${image().album.id}/sharings` })],
  ['image-syncs-by-ids', () => ({ path: `/image_syncs?ids[]=${image().id}` })],
  ['image-syncs-by-ids-with-position', () => ({ path: `/image_syncs?ids[]=${image().id}` })],
  ['organization', () => ({ path: '/organization' })],
  [
    'create-sharing-images',
    () => ({ path: `/sharings/${sharing().id}/sharing_images`, body: `image_ids[]=${image().id}` }),
  ],
  ['sharing', () => ({ path: `/sharings/${sharing().id}`, token: false })],
  ['sharing-images', () => ({ path: `/sharings/${sharing().id}/sharing_images`, token: false })],
  ['unauthorized', () => ({ path: '/user', token: false })],
];

test.skipIf(missing).each(cases)('%s: headers and keys are as recorded', async (name, request) => {
  const recorded = recording(name);
  const { path, body, token } = request();
  if (name === 'sharing-images') server.world.share(sharing().id, [image().id], null);
  const answer = await fetch(`${server.origin}/api/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: token === false ? {} : { authorization: `Token token="${server.token()}"` },
    ...(body === undefined ? {} : { body }),
  });
  const text = await answer.text();
  expect(answer.status).toBe(recorded.response_status);
  expect(names(answer.headers.keys())).toEqual(names(Object.keys(recorded.response_headers)));
  expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
  if (recorded.response_body === null) {
    expect(text).toBe('');
    return;
  }
  const theirs = withoutPlace(plain(JSON.parse(recorded.response_body)));
  // An original's name came with uploads of 2019 and not of 2015, where sharings were recorded.
  expect(withoutPlace(plain(JSON.parse(text))).replaceAll(',["original_filename","any"]', '')).toBe(
    theirs.replaceAll(',["original_filename","any"]', ''),
  );
});

test.skipIf(missing)('a record written anew has the very length that was recorded', async () => {
  const { wire } = await import('../../electron/demo/records.ts');
  for (const name of [
    'album-images',
    'image-syncs-by-ids',
    'image-cropped',
    'create-sharing-images',
    'albums',
  ]) {
    const { response_body, response_headers } = recording(name);
    const written = wire(JSON.parse(response_body ?? 'null'));
    expect([name, String(Buffer.byteLength(written))]).toEqual([name, response_headers['Content-Length']]);
  }
});
