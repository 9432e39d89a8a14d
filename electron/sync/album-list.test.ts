import { expect, test } from 'vitest';
import type { AlbumState } from '#shared/models/album.ts';
import { albumList } from './album-list.ts';

const held = (albumId: string, imagesCount: number) => ({ albumId, imagesCount }) as AlbumState;

test('albums stand in the order of the token, the server, the library and the user, each once, case matters', () => {
  const list = albumList({
    named: ['T', 'shared'],
    listed: [
      { id: 'shared', imagesCount: 4 },
      { id: 'S', imagesCount: 5 },
      { id: 's', imagesCount: null },
    ],
    held: [held('H', 7), held('S', 6), held('mistyped', 0), held('T', 0)],
    opened: new Set(['O', 'H']),
  });
  expect(list).toEqual([
    { id: 'T', imagesCount: 0 },
    { id: 'shared', imagesCount: 4 },
    { id: 'S', imagesCount: 6 },
    { id: 's', imagesCount: null },
    { id: 'H', imagesCount: 7 },
    { id: 'O', imagesCount: null },
  ]);
});
