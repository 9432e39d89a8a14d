import { beforeAll, expect, test } from 'vitest';
import type { AlbumAbility } from '#shared/models/session.ts';
import { deniedSentence } from './denied-sentence.ts';
import { i18n, startI18n } from './index.ts';

beforeAll(() => startI18n('en'));

const album = 'a0A000000000001AAA';
const ability: AlbumAbility = { albumId: album, access: ['see'], sharings: [] };
const sharing = { name: 'home', labels: { en: 'Home' } };

function denied(
  route: string,
  account: { abilities?: AlbumAbility[]; admin?: boolean; download?: boolean } | null,
  albumId: string | null = album,
): string {
  const full = account && {
    ...{ abilities: [], admin: false, download: false, server: 'https://api.example' },
    ...account,
  };
  return deniedSentence(i18n.getFixedT('en', 'errors'), route, { account: full, albumId, today: null });
}

const images = 'GET /albums/:album_id/images';
const sharings = 'GET /albums/:album_id/sharings';
const share = 'POST /sharings/:sharing_id/sharing_images';

test('an album that the token does not name is said to be the cause', () => {
  const others = { abilities: [{ ...ability, albumId: 'another' }] };
  for (const route of [images, sharings, share, 'GET /image_syncs'])
    expect(denied(route, others)).toContain('names other albums and not this one');
});

test('a right that the token does not grant is named as the token would name it', () => {
  expect(denied(images, { abilities: [ability] })).toContain(
    'may not list the images of this album, since it does not name the right “image_list”',
  );
  expect(denied(share, { abilities: [ability] })).toContain('names no sharing of this album (“Sharings”)');
  expect(denied('POST /downloads', {})).toContain('does not hold the claim “download”');
});

test('where the token does grant it, the server refuses for another reason: revoked, or its own', () => {
  const granted = {
    abilities: [{ ...ability, access: ['image_list'], sharings: [sharing] }],
    download: true,
  };
  expect(denied(images, granted)).toMatch(/although this token names “image_list”.*revoked/);
  expect(denied(sharings, granted)).toMatch(/although this token names “Sharings”.*revoked/);
  expect(denied('POST /downloads', granted)).toMatch(/although this token names “download”.*revoked/);
});

test.each([
  ['a user’s token, which names no album', images, {}, album],
  ['an administrator’s token', images, { admin: true, abilities: [ability] }, album],
  ['nobody signed in', images, null, album],
  ['no album', images, { abilities: [ability] }, null],
  ['a call that is of no album', 'GET /albums', { abilities: [ability] }, album],
  ['a route whose right nobody has named', 'GET /image_syncs', { abilities: [ability] }, album],
] as const)('nothing is made up of %s', (_, route, account, albumId) => {
  const said = denied(
    route,
    account && { ...account, abilities: [...('abilities' in account ? account.abilities : [])] },
    albumId,
  );
  expect(said).toMatch(/^Not allowed: this token may not [^“”]+ Ask for a token with that right/);
});
