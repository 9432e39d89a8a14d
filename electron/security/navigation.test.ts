import { EventEmitter } from 'node:events';
import type { HandlerDetails, WebContents, WindowOpenHandlerResponse } from 'electron';
import { expect, test } from 'vitest';
import { denyNavigation } from './navigation.ts';

/** Contents whose events can be fired; says of each whether it was prevented. */
function guarded() {
  const emitter = new EventEmitter();
  let openHandler: ((details: HandlerDetails) => WindowOpenHandlerResponse) | undefined;
  const contents = Object.assign(emitter, {
    setWindowOpenHandler: (handler: typeof openHandler) => (openHandler = handler),
  });
  denyNavigation(contents as unknown as WebContents);
  return {
    isPrevented(event: string, url: string, isMainFrame = true): boolean {
      let prevented = false;
      emitter.emit(event, { url, isMainFrame, preventDefault: () => (prevented = true) });
      return prevented;
    },
    open: (url: string) => openHandler?.({ url } as HandlerDetails).action,
  };
}

const navigations = ['will-navigate', 'will-frame-navigate', 'will-redirect'];

test.each(navigations)('%s may reload the page', (event) => {
  expect(guarded().isPrevented(event, 'app://companion/index.html')).toBe(false);
});

test.each(
  navigations.flatMap((event) =>
    [
      'https://api.sharinpix.com/',
      'http://127.0.0.1:4000/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'data:text/html,hello',
      'about:blank',
      'app://companion/pictures/abcdefgh/small',
      'app://other/',
    ].map((url) => [event, url] as const),
  ),
)('%s to %s is prevented', (event, url) => {
  expect(guarded().isPrevented(event, url)).toBe(true);
});

test.each(navigations)('%s in a frame within the page is prevented, wherever it goes', (event) => {
  expect(guarded().isPrevented(event, 'app://companion/', false)).toBe(true);
});

test('no webview is attached', () => {
  expect(guarded().isPrevented('will-attach-webview', 'app://companion/')).toBe(true);
});

test.each(['app://companion/', 'https://api.sharinpix.com/', 'about:blank'])(
  'no window opens on %s',
  (url) => {
    expect(guarded().open(url)).toBe('deny');
  },
);
