import { expect, test } from 'vitest';
import { FailedPictures } from './failed-pictures.ts';

test('what failed is asked for again only when it is to be tried again, by another address', () => {
  const failures = new FailedPictures();
  expect(failures.addressOf('/a?x')).toBe('/a?x');
  failures.add('/a?x');
  expect(failures.has('/a?x')).toBe(true);
  failures.retry('/a?x');
  expect(failures.has('/a?x')).toBe(false);
  expect(failures.addressOf('/a?x')).toBe('/a?x&again=1');
  expect(failures.addressOf('/b?x')).toBe('/b?x');
});

test('trying what never failed changes nothing', () => {
  const failures = new FailedPictures();
  failures.retry('/a?x');
  expect(failures.addressOf('/a?x')).toBe('/a?x');
});

test('all that failed can be tried again, and what fails anew is remembered anew', () => {
  const failures = new FailedPictures();
  for (let i = 0; i < 5_000; i += 1) failures.add(`/${i}?`);
  expect(failures.has('/4999?')).toBe(true);
  // Bounded: the longest ago are forgotten.
  expect(failures.has('/0?')).toBe(false);
  failures.retryAll();
  expect(failures.has('/4999?')).toBe(false);
  expect(failures.addressOf('/4999?')).toBe('/4999?&again=1');
  failures.add('/4999?');
  expect(failures.has('/4999?')).toBe(true);
});
