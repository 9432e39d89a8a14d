import { expect, test } from 'vitest';
import { errorData } from '#shared/errors.ts';
import { readImages } from './read-images.ts';

/** A list that goes on until nobody reads it any more. */
async function* endless(text: string): AsyncGenerator<Uint8Array> {
  yield Promise.resolve(Buffer.from('['));
  const chunk = Buffer.from(text.repeat(10_000));
  for (;;) yield chunk;
}

test.each([
  ['records', '{"id":"a"},'],
  ['numbers', '0,'],
  ['nothing at all', ','],
])('a list of %s is given up after a million (attacks A1)', { timeout: 60_000 }, async (_, text) => {
  let count = 0;
  const reading = (async () => {
    for await (const { records } of readImages(endless(text), 'album')) count += records.length;
  })();
  const error = await reading.catch((thrown: unknown) => errorData(thrown));
  expect(error).toMatchObject({ code: 'too-large', route: 'GET /albums/:album_id/images' });
  expect(count).toBeGreaterThan(980_000);
  expect(count).toBeLessThanOrEqual(1_000_000);
});
