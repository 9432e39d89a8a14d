import { expect, test } from 'vitest';
import type { AppErrorData } from '#shared/errors.ts';
import { decodeIndex, encodeIndex, kindCode, pageCapacity } from '#shared/report-index.ts';
import { failedPages, failuresOf } from './failures.ts';
import { rowOf } from './report.fixture.ts';

const call = { route: 'GET /image_syncs', requestId: null, message: null };
const unavailable: AppErrorData = { code: 'server-failed', status: 503, ...call };

test('calls that failed alike are told of once, with all their images', () => {
  const [changed, failed] = [kindCode('changed'), kindCode('failed')];
  const pages = [
    { page: 0, kinds: Uint8Array.of(changed, failed, failed), marks: new Uint16Array(3) },
    { page: 2, kinds: Uint8Array.of(changed), marks: new Uint16Array(1) },
    { page: 3, kinds: Uint8Array.of(failed), marks: new Uint16Array(1) },
    { page: 4, kinds: Uint8Array.of(failed, failed, failed), marks: new Uint16Array(3) },
  ];
  const found = failedPages(decodeIndex(encodeIndex(pages).buffer));
  expect(found).toEqual([
    { key: 1, count: 2 },
    { key: 3 * pageCapacity, count: 1 },
    { key: 4 * pageCapacity, count: 3 },
  ]);
  const rows = [
    rowOf({ key: 1, kind: 'failed', error: unavailable }),
    rowOf({ key: 3 * pageCapacity, kind: 'failed', error: { ...unavailable, status: 500 } }),
    rowOf({ key: 4 * pageCapacity, kind: 'failed', error: unavailable }),
  ];
  expect(failuresOf(found, rows)).toEqual([
    { error: unavailable, count: 5 },
    { error: { ...unavailable, status: 500 }, count: 1 },
  ]);
  // What is not here yet is not said.
  expect(failuresOf(found, [])).toEqual([]);
});
