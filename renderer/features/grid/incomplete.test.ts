import { expect, test } from 'vitest';
import { flag } from '#shared/columns/layout.ts';
import { columnsOf } from './columns-of.fixture.ts';
import { incompleteAt, incompleteIds, nextPart } from './incomplete.ts';

test('asked for is what can be asked for and was not', () => {
  const columns = columnsOf([
    { flags: 0 },
    { flags: flag.complete },
    { flags: flag.unidentified },
    { flags: flag.odd },
  ]);
  expect(incompleteIds(columns)).toEqual(['image-0', 'image-3']);
  expect(incompleteAt(columns, [3, 2, 0])).toEqual(['image-3', 'image-0']);
  expect(incompleteAt(columns, [1, 2])).toEqual([]);
});

test.each([1, 79, 400, 401, 5_000, 100_000])(
  '%d ids are all asked for, in whole chunks of 80, none twice',
  (count) => {
    const ids = Array.from({ length: count }, (_, i) => String(i));
    const asked: string[] = [];
    for (let rest = ids; rest.length > 0;) {
      const part = nextPart(rest);
      expect(part.length % 80 === 0 || part.length === rest.length).toBe(true);
      asked.push(...part);
      rest = rest.slice(part.length);
    }
    expect(asked).toEqual(ids);
  },
);
