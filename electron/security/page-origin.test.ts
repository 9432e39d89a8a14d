import { expect, test } from 'vitest';
import { isPageUrl } from './page-origin.ts';

test.each(['app://companion/', 'app://companion/index.html', 'app://companion/?x=1', 'app://companion/#top'])(
  '%s is the page',
  (url) => {
    expect(isPageUrl(url)).toBe(true);
  },
);

test.each([
  '',
  'about:blank',
  'about:srcdoc',
  'app://companion',
  'app://companion.evil.com/',
  'app://evil/',
  'app://user@companion/',
  'app://companion:80/',
  'app://companion/pictures/abcdefgh/small?album=a&image=b&v=1',
  'app://companion/assets/index.js',
  'app://companion//',
  'APP://companion/',
  'https://companion/',
  'http://127.0.0.1:4000/',
  'file:///index.html',
  'data:text/html,app://companion/',
  'blob:app://companion/1',
  'devtools://devtools/bundled/inspector.html',
  'chrome-error://chromewebdata/',
])('%s is not the page', (url) => {
  expect(isPageUrl(url)).toBe(false);
});
