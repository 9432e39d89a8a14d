import { decode } from 'jpeg-js';
import { afterAll, expect, test } from 'vitest';
import type { HttpAnswer } from '../transport/transport.ts';
import { createDemo } from './demo-transport.ts';

const demo = createDemo({ painterFile: new URL('painter-worker.ts', import.meta.url) });
afterAll(() => demo.close());

const get = (url: string, signal?: AbortSignal) => {
  const headers = { authorization: `Token token="${demo.token()}"` };
  return demo.transport({ method: 'GET', url: new URL(url, demo.origin), headers, body: null, signal });
};
const bytes = async (answer: HttpAnswer) => {
  const pieces: Uint8Array[] = [];
  for await (const piece of answer.body) pieces.push(piece);
  return Buffer.concat(pieces);
};
const images = async () => {
  const answer = await get('/api/v1/image_syncs');
  return JSON.parse((await bytes(answer)).toString()) as {
    processing_error: string | null;
    external_urls: { fill100?: string };
    width: number;
    height: number;
    rotation: number;
  }[];
};
const display = (image: { external_urls: { fill100?: string } }) =>
  image.external_urls.fill100?.split('#')[1] ?? '';

test('the API answers from memory, with a token that its own answers renew', async () => {
  const answer = await get('/api/v1/user');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('x-token')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  expect(answer.headers.get('date')).toBeDefined();
  expect(JSON.parse((await bytes(answer)).toString())).toMatchObject({
    fullname: 'Camille Durand',
    admin: false,
  });
});

test('a display address gives a drawn picture of the shape that the record tells', async () => {
  const whole = (await images()).filter((image) => image.processing_error === null);
  for (const turned of [0, 90]) {
    const image = whole.find(({ rotation, width, height }) => rotation === turned && width > height);
    if (image === undefined) throw new Error('an image wanted');
    const answer = await get(display(image));
    expect(answer.headers.get('content-type')).toBe('image/jpeg');
    const { width, height } = decode(await bytes(answer));
    const shape = turned === 0 ? image.width / image.height : image.height / image.width;
    expect(width).toBe(300);
    expect(width / height).toBeCloseTo(shape, 1);
  }
});

test('an image that could not be processed has no picture', async () => {
  const broken = (await images()).filter(({ processing_error }) => processing_error !== null);
  expect(broken.some((image) => display(image) === '')).toBe(true);
  const [first] = broken;
  expect(first === undefined ? null : (await get(display(first))).status).toBe(404);
});

test('every other host is not reached', async () => {
  const error = { data: { code: 'not-reached', host: 'example.com', reason: 'offline' } };
  await expect(get('https://example.com/cat.jpg')).rejects.toMatchObject(error);
});

test('what is cancelled is not drawn', async () => {
  const image = (await images()).find(({ processing_error }) => processing_error === null);
  const gone = AbortSignal.abort();
  await expect(get(display(image ?? { external_urls: {} }), gone)).rejects.toMatchObject({
    data: { code: 'cancelled' },
  });
  await expect(get('/api/v1/user', gone)).rejects.toMatchObject({ data: { code: 'cancelled' } });
});
