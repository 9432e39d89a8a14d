import type { WebContents, WebFrameMain } from 'electron';
import { expect, test } from 'vitest';
import { isTrustedSender } from './sender.ts';

const ours = { id: 1 } as unknown as WebContents;
const stranger = { id: 2 } as unknown as WebContents;
const isWindow = (contents: WebContents): boolean => contents === ours;

const frame = (facts: Partial<WebFrameMain> = {}): WebFrameMain =>
  ({ url: 'app://companion/', parent: null, detached: false, ...facts }) as unknown as WebFrameMain;

test('the page in the main frame of our window may call', () => {
  expect(isTrustedSender({ sender: ours, senderFrame: frame() }, isWindow)).toBe(true);
});

test.each<[string, WebContents, WebFrameMain | null]>([
  ['a frame that is gone', ours, null],
  ['a detached frame', ours, frame({ detached: true })],
  ['an iframe of the page', ours, frame({ parent: frame() })],
  ['an iframe of another origin', ours, frame({ parent: frame(), url: 'https://evil.com/' })],
  ['our window on another origin', ours, frame({ url: 'https://api.sharinpix.com/' })],
  ['our window on a file', ours, frame({ url: 'file:///tmp/index.html' })],
  ['our window on about:blank', ours, frame({ url: 'about:blank' })],
  ['our window on a page with our name in it', ours, frame({ url: 'https://evil.com/app://companion/' })],
  ['a picture opened as a page', ours, frame({ url: 'app://companion/pictures/abcdefgh/small' })],
  ['the developer tools', stranger, frame({ url: 'devtools://devtools/bundled/inspector.html' })],
  ['a window that main did not open', stranger, frame()],
])('%s may not call', (_who, sender, senderFrame) => {
  expect(isTrustedSender({ sender, senderFrame }, isWindow)).toBe(false);
});
