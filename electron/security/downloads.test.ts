import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { receiptAddress } from '#shared/addresses.ts';
import { allowOnlyReceipts } from './downloads.ts';

function isPrevented(url: string): boolean {
  const session = new EventEmitter();
  allowOnlyReceipts(session);
  let prevented = false;
  session.emit('will-download', { preventDefault: () => (prevented = true) }, { getURL: () => url });
  return prevented;
}

test('a receipt may be saved', () => {
  expect(isPrevented(`app://companion${receiptAddress('account1', 'job', 'csv')}`)).toBe(false);
});

test.each([
  'app://companion/',
  'app://companion/receipts',
  'app://companion/pictures/account1/image/small',
  'app://other/receipts/account1',
  'blob:app://companion/receipts/1',
  'data:text/html,hello',
  'https://api.sharinpix.com/receipts/1',
])('%s may not', (url) => {
  expect(isPrevented(url)).toBe(true);
});
