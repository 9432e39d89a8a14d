import { expect, test } from 'vitest';
import { largestFile, readFileText } from './read-file.ts';

const id = '0b0e6f3c-2a44-4a8e-9d0c-5c2a1f6b7d01';

function utf16(text: string, littleEndian: boolean): Blob {
  const view = new DataView(new ArrayBuffer(2 * text.length + 2));
  Array.from(`\ufeff${text}`).forEach((sign, n) => view.setUint16(2 * n, sign.charCodeAt(0), littleEndian));
  return new Blob([view]);
}
/** Signs up to U+00FF, a byte each. */
const windows = (text: string) => new Blob([Uint8Array.from(text, (sign) => sign.charCodeAt(0))]);

test.each<[string, Blob, string]>([
  ['UTF-8', new Blob([`é ${id}`]), `é ${id}`],
  ['UTF-16, as spreadsheets write it', utf16(`é ${id}`, true), `é ${id}`],
  ['UTF-16, the other way round', utf16(`é ${id}`, false), `é ${id}`],
  ['Windows', windows(`é ${id}`), `é ${id}`],
])('reads a file in %s', async (_name, file, text) => {
  expect(await readFileText(file)).toEqual({ text });
});

test('says of a file that is no text or too large that it is', async () => {
  const zip = new Blob([Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0, 0)]);
  expect(await readFileText(zip)).toEqual({ problem: 'no-text' });
  const large = { size: largestFile + 1 } as Blob;
  expect(await readFileText(large)).toEqual({ problem: 'too-large' });
});
