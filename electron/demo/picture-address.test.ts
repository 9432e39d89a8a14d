import { expect, test } from 'vitest';
import { demoPerson } from './album-content.ts';
import { bulkPlans } from './bulk-plans.ts';
import { pictureAddresses, readPictureAddress } from './picture-address.ts';
import { createWorld } from './world.ts';

const host = { origin: 'https://res.cloudinary.com', cloud: 'studio' };

function addresses(changes: Parameters<ReturnType<typeof createWorld>['edit']>[1]) {
  const plans = bulkPlans({ images: 1, albums: 1, seed: 2 });
  const world = createWorld({ plans, clock: () => 0, person: demoPerson });
  const image = world.albums[0]?.images[0];
  if (image === undefined) throw new Error('an image wanted');
  world.edit(image.id, changes);
  return { id: image.id, made: pictureAddresses(host, image, world.look(image)) };
}

const behindHash = (address: string) => new URL(address.split('#')[1] ?? address);

test('display addresses stand behind the blank picture and carry rotation and crop', () => {
  const { id, made } = addresses({ rotation: 90, crop: { x: 3, y: 2, w: 10, h: 11 } });
  expect(made.externalUrls.fill100).toMatch(
    /^\/assets\/blank\.jpg#https:\/\/res\.cloudinary\.com\/studio\/image\/authenticated\/s--[\w-]{8}--\/c_crop,h_11,w_10,x_3,y_2\/a_90\/c_fit,w_300\/v\d+\/[0-9a-f]{32}\.jpg$/,
  );
  expect(readPictureAddress(host, behindHash(made.externalUrls.fill100))).toEqual({
    imageId: id,
    box: { width: 300, height: Number.POSITIVE_INFINITY, fill: false },
    crop: { x: 3, y: 2, w: 10, h: 11 },
    rotation: 90,
  });
});

test('each size asks for its box', () => {
  const { made } = addresses({});
  const box = (address: string) => readPictureAddress(host, behindHash(address))?.box;
  expect(box(made.externalUrls.fit2000)).toEqual({ width: 2000, height: 2000, fill: false });
  expect(box(made.thumbnails.full)).toEqual({ width: 1920, height: 1920, fill: false });
  expect(box(made.thumbnails.large)).toEqual({ width: 200, height: 200, fill: true });
  expect(box(made.thumbnails.mini)).toEqual({ width: 100, height: 100, fill: true });
  expect(box(made.originalUrl)).toBeNull();
});

test('the original is the bare file, neither turned nor cropped', () => {
  const { made } = addresses({ rotation: 90, crop: { x: 3, y: 2, w: 10, h: 11 } });
  expect(made.originalUrl).toMatch(/^https:\/\/res\.cloudinary\.com\/[^#]+\/fl_attachment\/v\d+\/\w+\.jpg$/);
  expect(readPictureAddress(host, new URL(made.originalUrl))).toMatchObject({ crop: null, rotation: 0 });
});

test.each([
  'https://res.cloudinary.com/',
  'https://res.cloudinary.com/other/image/authenticated/s--AAAAAAAA--/c_fit,w_300/v1/00000000000000000000000000000000.jpg',
  'https://res.cloudinary.com/studio/image/authenticated/c_fit,w_300/v1/00000000000000000000000000000000.jpg',
  'https://res.cloudinary.com/studio/image/authenticated/s--AAAAAAAA--/c_fit,w_300/v1/cat.jpg',
  'http://res.cloudinary.com/studio/image/authenticated/s--AAAAAAAA--/v1/00000000000000000000000000000000.jpg',
  'https://evil.example/studio/image/authenticated/s--AAAAAAAA--/v1/00000000000000000000000000000000.jpg',
])('%s is no picture of ours', (address) => {
  expect(readPictureAddress(host, new URL(address))).toBeNull();
});
