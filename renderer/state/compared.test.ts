import { beforeEach, expect, test, vi } from 'vitest';

const kept = new Map<string, string>();
let isFull = false;
vi.stubGlobal('sessionStorage', {
  getItem: (key: string) => kept.get(key) ?? null,
  removeItem: (key: string) => kept.delete(key),
  setItem: (key: string, value: string) => {
    if (isFull) throw new DOMException('full', 'QuotaExceededError');
    kept.set(key, value);
  },
});

/** The module as a window that was just loaded has it. */
async function loaded() {
  vi.resetModules();
  return import('./compared.ts');
}

beforeEach(() => {
  kept.clear();
  isFull = false;
});

const homepage = { id: 'sharing-1', labels: { en: 'Homepage', fr: 'Accueil' } };
const archive = { id: 'sharing-2', labels: { '': 'Archive' } };

test('each album of each account has its own, kept over a reload', async () => {
  const before = await loaded();
  before.compare('account01', 'A', homepage);
  before.compare('account01', 'B', archive);
  const { comparedIn, useCompared } = await loaded();
  const of = (account: string, album: string) => comparedIn(account, album)(useCompared.getState());
  expect([of('account01', 'A'), of('account01', 'B')]).toEqual([homepage, archive]);
  expect([of('account02', 'A'), of('account01', '__proto__')]).toEqual([null, null]);
});

test('what was just shared to is compared with where nothing was chosen', async () => {
  const { compare, compareShared, comparedIn, useCompared } = await loaded();
  const compared = () => comparedIn('account01', 'A')(useCompared.getState());
  compareShared('account01', 'A', { sharingId: homepage.id, labels: homepage.labels });
  compareShared('account01', 'A', { sharingId: archive.id, labels: archive.labels });
  expect(compared()).toEqual(homepage);
  compare('account01', 'A', null);
  expect(compared()).toBeNull();
});

test('a storage that is full forgets rather than recalling another one', async () => {
  const before = await loaded();
  before.compare('account01', 'A', homepage);
  isFull = true;
  before.compare('account01', 'A', archive);
  expect(before.comparedIn('account01', 'A')(before.useCompared.getState())).toEqual(archive);
  const { comparedIn, useCompared } = await loaded();
  expect(comparedIn('account01', 'A')(useCompared.getState())).toBeNull();
});

test('only what has an id can be compared with; twins are told apart by their names', async () => {
  const { comparable } = await loaded();
  const label = { en: 'Front' };
  expect(
    comparable(
      [
        { id: 'a', name: 'one', labels: label },
        { id: 'b', name: 'two', labels: label },
        { id: null, name: 'three', labels: { en: 'Back' } },
        { id: 'd', name: 'four', labels: {} },
        { id: 'e', name: 'five', labels: homepage.labels },
      ],
      'en',
    ),
  ).toEqual([
    { id: 'a', labels: { '': 'Front (one)' } },
    { id: 'b', labels: { '': 'Front (two)' } },
    { id: 'd', labels: { '': 'four' } },
    { id: 'e', labels: homepage.labels },
  ]);
});
