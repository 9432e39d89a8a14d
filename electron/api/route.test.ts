import { errorData } from '#shared/errors.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressOf, railsList } from './route.ts';

const origin = 'https://api.example';
const route = '/albums/:album_id/images';

test('an id becomes one segment of the path, whatever it holds', () => {
  const address = (id: string): string => addressOf(origin, { route, params: { album_id: id } }).href;
  expect(address('0015800000AbCdE')).toBe(`${origin}/api/v1/albums/0015800000AbCdE/images`);
  expect(address('a/b?c#d')).toBe(`${origin}/api/v1/albums/a%2Fb%3Fc%23d/images`);
  expect(address('https://evil.example/')).toBe(
    `${origin}/api/v1/albums/https%3A%2F%2Fevil.example%2F/images`,
  );
  expect(address('été 1/2')).toBe(`${origin}/api/v1/albums/%C3%A9t%C3%A9%201%2F2/images`);
});

test.each(['', '.', '..', '\ud800'])('the id %j cannot stand in a path and is refused', (id) => {
  const ask = (): URL => addressOf(origin, { route, params: { album_id: id } });
  expect(ask).toThrow('bad-album-id');
  const share = (): URL =>
    addressOf(origin, { route: '/sharings/:sharing_id/sharing_images', params: { sharing_id: id } });
  expect(share).toThrow('bad-sharing-id');
});

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  'albums',
  '/@evil',
  '/albums?x',
  '/a/../b',
])('the route %j is no template of this API and is never asked', (bad) => {
  expect(() => addressOf(origin, { route: bad })).toThrow('internal');
});

test('any id either is refused or stays in its place on the one origin (attacks A13)', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (id) => {
      let url: URL;
      try {
        url = addressOf(origin, { route, params: { album_id: id } });
      } catch (error) {
        expect(errorData(error).code).toBe('bad-album-id');
        return;
      }
      expect(url.origin).toBe(origin);
      const segments = url.pathname.split('/');
      expect(segments).toHaveLength(6);
      expect(decodeURIComponent(segments[4] ?? '')).toBe(id);
      expect(url.search + url.hash).toBe('');
    }),
  );
});

test('lists are written as recorded: brackets as they are, values encoded', () => {
  expect(railsList('ids', ['a', 'b'])).toBe('ids[]=a&ids[]=b');
  expect(railsList('image_ids', ['a&b=c', 'é', '\ud800'])).toBe(
    'image_ids[]=a%26b%3Dc&image_ids[]=%C3%A9&image_ids[]=%EF%BF%BD',
  );
  const query = railsList('ids', ['a b', "it's"]);
  expect(
    new URLSearchParams(addressOf(origin, { route: '/image_syncs', query }).search).getAll('ids[]'),
  ).toEqual(['a b', "it's"]);
});
