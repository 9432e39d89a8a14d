import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { formerPictureAddress, receiptAddress, resyncAddress, supportAddress } from '#shared/addresses.ts';
import { allowOnlyOwnDownloads } from './downloads.ts';

function isPrevented(url: string): boolean {
  const session = new EventEmitter();
  allowOnlyOwnDownloads(session);
  let prevented = false;
  session.emit('will-download', { preventDefault: () => (prevented = true) }, { getURL: () => url });
  return prevented;
}

test.each([
  receiptAddress('account1', 'job', 'csv'),
  resyncAddress('account1', 'resync', 'csv'),
  resyncAddress('account1', 'resync', 'json'),
  supportAddress('account1'),
])('%s may be saved', (address) => {
  expect(isPrevented(`app://companion${address}`)).toBe(false);
});

test.each([
  'app://companion/',
  'app://companion/receipts',
  'app://companion/support',
  'app://companion/supporters/account1',
  `app://companion${formerPictureAddress('account1', 'resync', 1, 'before')}`,
  'app://companion/pictures/account1/image/small',
  'app://other/receipts/account1',
  'app://other/support/account1',
  'blob:app://companion/receipts/1',
  'data:text/html,hello',
  'https://api.sharinpix.com/receipts/1',
])('%s may not', (url) => {
  expect(isPrevented(url)).toBe(true);
});
