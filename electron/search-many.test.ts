import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSearch } from './search-many.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('finds exactly what looking for one after the other finds', () => {
  const word = fc.stringMatching(/^[ab]{1,4}$/);
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), fc.stringMatching(/^[abc]{0,40}$/), (patterns, text) => {
      const covered = new Set<number>();
      for (const pattern of patterns)
        for (let at = text.indexOf(pattern); at !== -1; at = text.indexOf(pattern, at + 1))
          for (let n = 0; n < pattern.length; n += 1) covered.add(at + n);
      const found = new Set<number>();
      let last = 0;
      for (const [from, to] of createSearch(patterns.map(bytes))(bytes(text))) {
        expect(from).toBeGreaterThanOrEqual(last);
        for (let at = from; at < to; at += 1) found.add(at);
        last = to;
      }
      expect([...found].sort()).toEqual([...covered].sort());
    }),
  );
});
