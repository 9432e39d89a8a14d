import { expect, test } from 'vitest';
import { demoPerson } from './album-content.ts';
import { bulkPlans } from './bulk-plans.ts';
import { pictureAddresses } from './picture-address.ts';
import { createWorld } from './world.ts';

function start() {
  let now = Date.UTC(2025, 0, 1);
  const plans = bulkPlans({ images: 10, albums: 1, seed: 1 });
  const world = createWorld({ plans, clock: () => now, person: demoPerson });
  const [album] = world.albums;
  if (album === undefined) throw new Error('an album wanted');
  const ids = () => album.images.map(({ id }) => id);
  return { world, album, ids, tick: () => (now += 1000) };
}

test('the same plans make the same world', () => {
  expect(start().ids()).toEqual(start().ids());
});

test('an edit changes what is said of the image, when it was changed, and its addresses', () => {
  const { world, ids, tick } = start();
  const host = { origin: 'https://res.cloudinary.com', cloud: 'c' };
  const image = world.image(ids()[2] ?? '');
  if (image === undefined) throw new Error('an image wanted');
  const before = world.look(image);
  const addresses = pictureAddresses(host, image, before);
  tick();
  world.edit(image.id, { title: 'Another title' });
  const after = world.look(image);
  expect(after).toEqual({ ...before, title: 'Another title', updatedAt: world.clock() });
  expect(pictureAddresses(host, image, after).externalUrls.fill100).not.toBe(addresses.externalUrls.fill100);
});

test('a turn adds to the turn that was there', () => {
  const { world, ids } = start();
  const id = ids()[0] ?? '';
  world.edit(id, { rotation: 270 });
  world.rotate(id, 180);
  const image = world.image(id);
  expect(image === undefined ? null : world.look(image).rotation).toBe(90);
});

test('images are removed, added at the end and moved, and every place is known', () => {
  const { world, album, ids } = start();
  const [first = '', second = '', ...rest] = ids();
  world.remove(second);
  const added = world.add(album.id, { title: 'New' });
  world.move(first, 3);
  expect(ids()).toEqual([...rest.slice(0, 3), first, ...rest.slice(3), added]);
  expect(album.images.map(({ position }) => position)).toEqual(ids().map((_, n) => n));
  expect(world.image(second)).toBeUndefined();
  expect(() => world.edit(second, {})).toThrow(RangeError);
});

test('an image that was added after one was removed is a new one', () => {
  const { world, album, ids } = start();
  const last = ids().at(-1) ?? '';
  world.remove(last);
  expect(world.add(album.id)).not.toBe(last);
});

test('a block of images moves as one, and no record changes by it', () => {
  const { world, album, ids, tick } = start();
  const before = ids();
  tick();
  world.moveBlock(before.slice(6, 9), 1);
  expect(ids()).toEqual([before[0], ...before.slice(6, 9), ...before.slice(1, 6), before[9]]);
  expect(album.images.map(({ position }) => position)).toEqual(ids().map((_, n) => n));
  for (const image of album.images) expect(world.look(image).updatedAt).toBeLessThan(world.clock());
});

test('an image that is put into another album is the same one, there', () => {
  const plans = bulkPlans({ images: 10, albums: 2, seed: 1 });
  const world = createWorld({ plans, clock: Date.now, person: demoPerson });
  const [from, to] = world.albums;
  const image = from?.images[1];
  if (from === undefined || to === undefined || image === undefined) throw new Error('two albums wanted');
  const { title, filename } = world.look(image);
  const held = from.images.length;
  world.moveToAlbum(image.id, to.id);
  expect(from.images.map(({ id }) => id)).not.toContain(image.id);
  expect(from.images).toHaveLength(held - 1);
  expect(to.images.at(-1)?.id).toBe(image.id);
  expect(world.image(image.id)?.album.id).toBe(to.id);
  expect(world.look(image)).toMatchObject({ title, filename });
});
