import { expect, test } from 'vitest';
import { flag } from '#shared/columns/layout.ts';
import { columnsOf } from '../grid/columns-of.fixture.ts';
import { processingOf } from './processing.ts';

const columns = columnsOf([
  { flags: flag.processed },
  { flags: 0 },
  { flags: flag.processingError },
  { flags: flag.processed | flag.processingError },
  { flags: flag.unidentified },
]);

test('an image that is not processed and one with an error are told apart', () => {
  expect(processingOf(columns, [0, 1, 2, 3])).toEqual({ unprocessed: 1, broken: 2 });
});

test('only the chosen images are counted, and none that cannot be shared', () => {
  expect(processingOf(columns, [0, 4, 99])).toEqual({ unprocessed: 0, broken: 0 });
});
