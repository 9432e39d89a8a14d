import { expect, test } from 'vitest';
import type { Sharing } from '#shared/models/sharing.ts';
import { targetOf } from './target.ts';

const sharings: Sharing[] = [{ id: 'home-1', name: 'home', labels: { en: 'Homepage' } }];
const typed = (text: string) => targetOf(sharings, null, text)?.sharingId ?? null;

test.each([
  ['home-1'],
  ['home-1/'],
  ['https://app.sharinpix.com/sharings/home-1'],
  ['https://app.sharinpix.com/sharings/home-1/?language=en#images'],
  ['https://api.sharinpix.com/api/v1/sharings/home-1/sharing_images'],
  ['sharings/home-1'],
])('%s names a sharing', (text) => {
  expect(typed(text)).toBe('home-1');
  expect(targetOf(sharings, null, text)?.labels).toEqual({ en: 'Homepage' });
});

test.each(['a b', 'https://app.sharinpix.com/albums/home-1', 'home-1/other', '/', 'sharings/%20'])(
  '%s names none',
  (text) => {
    expect(typed(text)).toBeNull();
  },
);
