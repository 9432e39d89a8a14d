import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from './plain-text.tsx';

test.each([
  ['IMG_0001.jpg', 'IMG_0001.jpg'],
  ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ['photo\u202Egpj.exe', 'photo[U+202E]gpj.exe'],
  ['\u2066a\u2069\u200F', '[U+2066]a[U+2069][U+200F]'],
  ['a\u0000b\u009Fc', 'a b c'],
  ['two\r\n\tlines', 'two lines'],
  ['👩‍👩‍👧 été 東京', '👩‍👩‍👧 été 東京'],
  ['\n\t ', ''],
])('%j is shown as %j', (text, shown) => {
  expect(plainText(text)).toBe(shown);
});

test('nothing that is shown can turn the text around it, hide in it or run away in length', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => {
      const shown = plainText(text);
      expect(shown).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      expect(shown.length).toBeLessThanOrEqual(501);
    }),
  );
});
