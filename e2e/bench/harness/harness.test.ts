import { expect, test } from 'vitest';
import { growth } from './growth.ts';
import { atMost, median, percentile, type Row } from './measurement.ts';
import { table } from './table.ts';

const row = (n: number, measured: number, grows: 'linear' | 'not'): Row =>
  atMost('opening', n, [measured], { unit: 'ms', limit: 50, target: '50 ms', grows });

test('the median is the middle one, and the mean of the two of an even number', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 2])).toBe(3.5);
  expect(median([])).toBeNaN();
});

test('a percentile is a value that was measured', () => {
  const values = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(percentile(values, 0.95)).toBe(96);
  expect(percentile([7], 0.95)).toBe(7);
});

test('what was not measured is not met', () => {
  expect(atMost('opening', 10, [], { unit: 'ms', limit: 50, target: '50 ms' }).met).toBe(false);
});

test.each([
  ['as the album does', 'linear', 100, true],
  ['more than the album does', 'linear', 150, false],
  ['although it is per frame', 'not', 20, false],
  ['not at all', 'not', 10, true],
] as const)('a figure that grows %s', (_, grows, measured, met) => {
  const [grown] = growth([row(1_000, 10, grows), row(10_000, measured, grows)]);
  expect(grown?.met).toBe(met);
});

test('a figure of one size grows by nothing', () => {
  expect(growth([row(1_000, 10, 'not')])).toEqual([]);
});

test('the table says what was missed, and the ratio where there is a floor', () => {
  const missed = atMost('opening', 1_000, [60], { unit: 'ms', limit: 50, target: '50 ms', floor: 20 });
  expect(table([missed]).split('\n').at(-1)).toBe(
    '| opening | 1,000 | 60 ms | 20 ms | 3x | 50 ms | **missed** |',
  );
});
