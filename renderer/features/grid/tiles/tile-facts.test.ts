import { expect, test } from 'vitest';
import { flag, noColor } from '#shared/columns/layout.ts';
import { columnsOf } from '../columns-of.fixture.ts';
import { tileFacts } from './tile-facts.ts';

const factsOf = (image: Parameters<typeof columnsOf>[0][number]) =>
  tileFacts('account01', 'album/..', columnsOf([image]), 0);

test('a title goes before the file name, and both are literal text', () => {
  expect(factsOf({ title: '<b>x</b>', filename: 'f.jpg' }).name).toBe('<b>x</b>');
  expect(factsOf({ filename: 'f\u202Egpj.exe' }).name).toBe('f[U+202E]gpj.exe');
});

test('a picture is asked for by ids only, relative to the page, anew when the record changed', () => {
  const before = factsOf({ id: 'a?b&c', updatedAt: 1 }).address;
  expect(before).toMatch(/^\/pictures\/account01\/small\?album=album%2F\.\.&image=a%3Fb%26c&v=/);
  expect(factsOf({ id: 'a?b&c', updatedAt: 2 }).address).not.toBe(before);
  expect(factsOf({ id: 'a', updatedAt: Number.NaN }).address).toMatch(/&v=0$/);
});

test('what a record does not say is not shown', () => {
  const nothing = factsOf({ color: noColor, width: 0, flags: 0, page: 3 });
  expect(nothing).toMatchObject({ color: null, ratio: null, address: null, page: 0, odd: false });
});

test('marks: a page of a PDF, a processing error, an odd record', () => {
  const flags = flag.processingError | flag.odd;
  expect(factsOf({ format: 'PDF', page: 4, flags })).toMatchObject({
    page: 4,
    processingError: true,
    odd: true,
  });
  expect(factsOf({ groupId: 'g', page: 2, color: 0xff }).page).toBe(2);
  expect(factsOf({ color: 0xff }).color).toBe('#0000ff');
});
