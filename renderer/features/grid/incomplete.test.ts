import { expect, test } from 'vitest';
import { flag } from '#shared/columns/layout.ts';
import { columnsOf } from './columns-of.fixture.ts';
import { goSize, incompleteAt, incompleteCount, nextIncomplete } from './incomplete.ts';

test('asked for is what can be asked for and was not', () => {
  const columns = columnsOf([
    { flags: 0 },
    { flags: flag.complete },
    { flags: flag.unidentified },
    { flags: flag.odd },
  ]);
  expect(incompleteCount(columns)).toBe(2);
  expect(nextIncomplete(columns, 0, 9).ids).toEqual(['image-0', 'image-3']);
  expect(incompleteAt(columns, [3, 2, 0])).toEqual(['image-3', 'image-0']);
  expect(incompleteAt(columns, [1, 2])).toEqual([]);
});

test.each([1, 79, 400, 401, 5_000, 20_000])(
  '%d images are all asked for, in whole chunks of 80, none twice',
  (count) => {
    const columns = columnsOf(Array.from({ length: count }, () => ({ flags: 0 })));
    const size = goSize(incompleteCount(columns));
    const asked: string[] = [];
    for (let go = nextIncomplete(columns, 0, size); go.ids.length > 0;) {
      expect(go.ids.length % 80 === 0 || asked.length + go.ids.length === count).toBe(true);
      asked.push(...go.ids);
      go = nextIncomplete(columns, go.next, size);
    }
    expect(asked).toEqual(Array.from({ length: count }, (_, i) => `image-${i}`));
  },
);
