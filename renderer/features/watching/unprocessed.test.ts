import { expect, test } from 'vitest';
import { flag } from '#shared/columns/layout.ts';
import { columnsOf } from '../grid/columns-of.fixture.ts';
import { unprocessedAt } from './unprocessed.ts';

test('what is processed, has an error or has no id is not waited for', () => {
  const columns = columnsOf([
    { flags: 0 },
    { flags: flag.processed },
    { flags: flag.processingError },
    { flags: flag.unidentified },
    { flags: flag.complete | flag.hasPicture | flag.odd },
  ]);
  expect([...unprocessedAt(columns, [0, 1, 2, 3, 4])]).toEqual([0, 4]);
  expect([...unprocessedAt(columns, [1, 4])]).toEqual([4]);
});
