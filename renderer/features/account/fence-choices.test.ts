import { expect, test } from 'vitest';
import { defaultShareFenceSeconds, preferences } from '#shared/models/preferences.ts';
import { fenceChoices, formatSpan } from './fence-choices.ts';

test.each([
  ['en', 40, '40 seconds'],
  ['en', 60, '1 minute'],
  ['en', 90, '90 seconds'],
  ['en', 120, '2 minutes'],
  ['en', 3600, '1 hour'],
  ['fr', 120, '2 minutes'],
  ['fr', 3600, '1 heure'],
] as const)('in %s %d seconds are written "%s"', (language, seconds, written) => {
  expect(formatSpan(seconds, language).replace(/\s/g, ' ')).toBe(written);
});

test('whatever can be chosen can be kept as a preference, and what is set at first can be chosen again', () => {
  for (const seconds of fenceChoices) {
    expect(preferences.shape.shareFenceSeconds.safeParse(seconds).success).toBe(true);
  }
  expect(fenceChoices).toContain(defaultShareFenceSeconds);
});
