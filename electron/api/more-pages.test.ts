import { expect, test } from 'vitest';
import { hintsAtMore } from './more-pages.ts';

const hints = (headers: Record<string, string>, status = 200): boolean =>
  hintsAtMore({ status, headers: new Map(Object.entries(headers)) });

test.each<[Record<string, string>]>([
  [{}],
  [{ link: '</assets/a.js>; rel=preload; as=script' }],
  [{ link: '<https://a.example/x?rel=next>; rel="prev", <https://a.example/x>; rel="first"' }],
  [{ 'x-next-page': '' }],
  [{ 'x-next-page': 'null', 'x-page': '1', 'x-per-page': '25', 'x-total': '7' }],
  [{ 'x-total': '25', 'x-per-page': '25' }],
  [{ 'x-total-count': '3', 'x-total-pages': '1' }],
  [{ 'content-range': 'items 0-24/25' }],
])('%j is the whole list', (headers) => {
  expect(hints(headers)).toBe(false);
});

test.each<[Record<string, string>]>([
  [{ link: '<https://a.example/x?page=2>; rel="next"' }],
  [{ link: '<https://a.example/x?page=1>; rel="self", <https://a.example/x?page=9>; rel="last"' }],
  [{ link: '<https://a.example/x?page=2>;rel=NEXT' }],
  [{ link: '<https://a.example/x?page=2>; rel="start next"' }],
  [{ 'x-next-page': '2' }],
  [{ 'x-total': '26', 'x-per-page': '25' }],
  [{ 'x-total-count': '26', 'x-per-page': '25', 'x-next-page': '' }],
  [{ 'x-total-pages': '2' }],
  [{ 'content-range': 'items 0-24/26' }],
  [{ 'content-range': 'items 25-49/50' }],
  [{ 'content-range': 'items 0-24/*' }],
  // There are pages, and nothing says that this is the last.
  [{ 'x-total': '7' }],
  [{ 'x-total': 'many' }],
  [{ 'x-page': '1' }],
  [{ 'x-per-page': '100' }],
])('%j may not be the whole list', (headers) => {
  expect(hints(headers)).toBe(true);
});

test('a part of an answer (206) is not the whole list', () => {
  expect(hints({}, 206)).toBe(true);
});
