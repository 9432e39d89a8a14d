import { expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { joinSharings, listSharings } from './sharings.ts';

const facts = { route: 'GET /albums/:album_id/sharings', requestId: null, message: 'Access denied' };
const denied = new AppError({ code: 'access-denied', status: 401, ...facts });
const named = [
  { name: 'homepage', labels: { en: 'Front page', fr: 'Accueil' } },
  { name: 'press', labels: { '': 'Press' } },
];

test('a sharing that token and list both name is one, with the id and label of the list', () => {
  const listed = [{ id: 'id-1', name: 'homepage', labels: { en: 'Homepage', fr: 'Page' } }];
  expect(joinSharings(named, listed)).toEqual([
    { id: 'id-1', name: 'homepage', labels: { en: 'Homepage', fr: 'Page' } },
    { id: null, name: 'press', labels: { '': 'Press' } },
  ]);
});

test('sharings of one name are told apart, in the order of the list', () => {
  const listed = [
    { id: 'id-2', name: 'press', labels: { '': 'Old' } },
    { id: 'id-1', name: 'press', labels: { '': 'New' } },
  ];
  expect(joinSharings(named, listed).map(({ id }) => id)).toEqual(['id-2', 'id-1', null]);
});

test('where the token may not list, what it names is shown', async () => {
  expect(await listSharings(named, () => Promise.reject(denied))).toEqual(joinSharings(named, []));
});

test('where it names none either, it is said that it may not', async () => {
  await expect(listSharings([], () => Promise.reject(denied))).rejects.toBe(denied);
});

test('what fails otherwise is said, and not taken for a short list', async () => {
  const offline = new AppError({ code: 'not-reached', host: 'a', reason: 'offline' });
  await expect(listSharings(named, () => Promise.reject(offline))).rejects.toBe(offline);
});
