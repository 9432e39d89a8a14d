import { afterEach, beforeEach, expect, test } from 'vitest';
import { formerPictureAddress, resyncAddress, type ResyncPart } from '#shared/addresses.ts';
import { AppError } from '#shared/errors.ts';
import { decodeIndex, pageCapacity } from '#shared/report-index.ts';
import type { FormerPicture } from '../pictures/former-picture.ts';
import {
  accountId,
  findingForTests as finding,
  openTestHistory,
  reportForTests,
  type TestHistory,
} from './history-for-tests.ts';
import type { History } from './history.ts';
import { createResyncRoute } from './resync-route.ts';

let kept: TestHistory;
let resyncId: string;
let pictures: FormerPicture[];
beforeEach(() => {
  kept = openTestHistory();
  pictures = [];
  resyncId = reportForTests(kept, {
    findings: [
      finding('a', { marks: ['picture'] }),
      finding('b', { kind: 'removed', changes: [], after: null }),
      finding('c', { marks: ['unreadable'] }),
      finding('d', { kind: 'unchanged', marks: ['unreadable'], changes: [] }),
    ],
    unchanged: 2,
    ids: ['e', 'a', 'c', 'd', 'f'],
  })!.id;
});
afterEach(() => kept.close());

const route = (history: Partial<History> = {}) =>
  createResyncRoute({
    history: { ...kept.history, ...history },
    account: () => ({ id: accountId }),
    picture: (wanted) => {
      pictures.push(wanted);
      return Promise.resolve(new Response('picture'));
    },
  });
const get = (address: string, init?: RequestInit) => route()(new Request(`app://companion${address}`, init));
const part = (of: ResyncPart, kinds = '') => get(resyncAddress(accountId, resyncId, of, kinds));
const ids = async (kinds: string) => (await (await part('ids', kinds)).text()).split('\n');

test('the index of a report comes as the bytes that the page reads', async () => {
  const answer = await part('index');
  expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(answer.headers.get('Cache-Control')).toBe('no-store');
  const index = decodeIndex(await answer.arrayBuffer());
  expect(index.count).toBe(4);
  expect([...index.keys]).toEqual([0, 1, 2, 3]);
});

test.each([
  ['', ['a', 'b', 'c', 'd']],
  ['changed', ['a', 'c']],
  ['changed,removed', ['a', 'b', 'c']],
  ['unchanged', ['d', 'e', 'f']],
  ['+unreadable', ['c', 'd']],
  ['changed+unreadable,picture', ['a', 'c']],
  ['unchanged+unreadable', ['d']],
  ['added', ['']],
  ['nonsense', ['']],
  ['+nonsense', ['']],
])('ids of %j are those of the images that are', async (kinds, wanted) => {
  expect(await ids(kinds)).toEqual(wanted);
});

test('of an album that was seen for the first time all were added, with or without a row', async () => {
  const writer = kept.history.writer(accountId, 'New', { cause: 'opened', by: null }, 1);
  writer.added(2);
  writer.add(finding('y', { kind: 'added', marks: ['unreadable'], changes: [], before: null }));
  writer.order(Buffer.from('x\ny\nz'));
  resyncId = writer.commit(2)!.id;
  expect(await ids('added')).toEqual(['y', 'x', 'z']);
  expect(await ids('unchanged')).toEqual(['']);
});

test('exports are saved as files, and written as they are read', async () => {
  const csv = await part('csv');
  expect(csv.headers.get('Content-Type')).toMatch(/^text\/csv/);
  expect(csv.headers.get('Content-Disposition')).toMatch(
    /^attachment; filename="resync-a0B5e00000Studio-.*\.csv"$/,
  );
  expect((await csv.text()).split('\r\n')).toHaveLength(6);
  const json = await part('json');
  expect(json.headers.get('Content-Type')).toMatch(/^application\/json/);
  expect(await json.json()).toMatchObject({
    resync: resyncId,
    counts: { unchanged: 3 },
    rows: [{}, {}, {}, {}],
  });

  const many = Array.from({ length: pageCapacity * 3 }, (_, i) => finding(`img-${i}`));
  resyncId = reportForTests(kept, { findings: many, ids: ['img-0'] })!.id;
  let pages = 0;
  const counting = route({
    page: (...args) => {
      pages += 1;
      return kept.history.page(...args);
    },
  });
  const answer = await counting(new Request(`app://companion${resyncAddress(accountId, resyncId, 'csv')}`));
  expect(pages).toBeLessThan(3);
  expect((await answer.text()).split('\r\n')).toHaveLength(many.length + 2);
});

test('a download of what is removed meanwhile breaks off', async () => {
  const failing = route({ page: () => Promise.resolve(null) });
  const answer = await failing(new Request(`app://companion${resyncAddress(accountId, resyncId, 'json')}`));
  await expect(answer.text()).rejects.toThrow();
});

test('a former picture is asked for by its row, never by an address of the page', async () => {
  const picture = (row: number, side: 'before' | 'after') =>
    get(formerPictureAddress(accountId, resyncId, row, side));
  expect(await (await picture(0, 'after')).text()).toBe('picture');
  expect(pictures).toMatchObject([{ accountId, imageId: 'a', version: 2 }]);
  expect(pictures[0]!.addresses[0]).toContain('cloudinary');
  expect((await picture(2, 'after')).status).toBe(404);
  expect((await picture(99, 'after')).status).toBe(404);
  for (const odd of [
    'row=-1&side=after',
    'row=1e9&side=after',
    'row=0&side=constructor',
    'side=after',
    'row=0',
  ]) {
    expect((await get(`/resyncs/${accountId}?resync=${resyncId}&part=picture&${odd}`)).status).toBe(404);
  }
  expect(pictures).toHaveLength(1);
});

test.each([
  ['another account', () => resyncAddress('account2', resyncId, 'csv')],
  ['no account', () => resyncAddress('', resyncId, 'csv')],
  ['a longer path', () => resyncAddress(`${accountId}/x`, resyncId, 'csv')],
  ['another resync', () => resyncAddress(accountId, crypto.randomUUID(), 'index')],
  ['no resync', () => `/resyncs/${accountId}?part=index`],
  ['no part', () => `/resyncs/${accountId}?resync=${resyncId}`],
  [
    'a part named like a method of every object',
    () => `/resyncs/${accountId}?resync=${resyncId}&part=constructor`,
  ],
])('%s gets nothing', async (_, address) => {
  expect((await get(address())).status).toBe(404);
});

test('only a GET is answered, and a history that cannot be read says so', async () => {
  expect((await get(resyncAddress(accountId, resyncId, 'csv'), { method: 'POST' })).status).toBe(405);
  const broken = () => Promise.reject(new AppError({ code: 'storage-failed', detail: 'other' }));
  const failing = route({ index: broken, get: broken });
  for (const of of ['index', 'ids', 'csv'] as const) {
    const answer = await failing(new Request(`app://companion${resyncAddress(accountId, resyncId, of)}`));
    expect(answer.status).toBe(503);
  }
});
