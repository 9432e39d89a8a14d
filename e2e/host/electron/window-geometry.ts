import type { Rectangle } from 'electron';
import type { OpenPage } from '../pages.ts';
import { flags, live } from '../running.ts';

export type WindowState = 'normal' | 'minimized' | 'maximized' | 'fullscreen';

/** A headless window shows at least this much of its page (`ui-contract.md`). */
const headlessSize = { width: 1280, height: 800 };

/** Where a window of Chromium is, as last measured: Chromium answers later, Electron's getters at once. */
export class WindowGeometry {
  bounds: Rectangle;
  normalBounds: Rectangle;
  state: WindowState = 'normal';

  /** @param asked by the app */
  constructor(asked: Rectangle) {
    this.bounds = asked;
    this.normalBounds = asked;
  }

  /** Gives a new window its size; a headless one at least what is promised, inside its frame. */
  async place(page: OpenPage, hasPosition: boolean): Promise<void> {
    const { x, y, ...size } = this.bounds;
    if (flags.headless) {
      const { result } = await page.session.send('Runtime.evaluate', {
        expression: '[outerWidth - innerWidth, outerHeight - innerHeight]',
        returnByValue: true,
      });
      const [across, down] = result.value as [number, number];
      size.width = Math.max(size.width, headlessSize.width + across);
      size.height = Math.max(size.height, headlessSize.height + down);
    }
    await this.set(page, { ...(hasPosition ? { x, y } : {}), ...size });
  }

  async set(page: OpenPage, { x, y, ...size }: Partial<Rectangle>): Promise<void> {
    await this.send(page, {
      ...(x === undefined ? {} : { left: x }),
      ...(y === undefined ? {} : { top: y }),
      ...size,
    });
  }

  async setState(page: OpenPage, windowState: WindowState): Promise<void> {
    await this.send(page, { windowState });
  }

  private async send(page: OpenPage, bounds: object): Promise<void> {
    const { browser } = live().chromium;
    const { windowId } = await browser.send('Browser.getWindowForTarget', { targetId: page.targetId });
    await browser.send('Browser.setWindowBounds', { windowId, bounds });
    await this.measure(page);
  }

  /** Asks Chromium; gives the events that a window of Electron would have told since the last time. */
  async measure({ targetId }: OpenPage): Promise<string[]> {
    const { bounds, state } = this;
    const answer = await live().chromium.browser.send('Browser.getWindowForTarget', { targetId });
    const { left: x = 0, top: y = 0, width = 0, height = 0, windowState = 'normal' } = answer.bounds;
    this.bounds = { x, y, width, height };
    this.state = windowState;
    if (windowState === 'normal') this.normalBounds = this.bounds;
    return [
      ...(width === bounds.width && height === bounds.height ? [] : ['resize', 'resized']),
      ...(x === bounds.x && y === bounds.y ? [] : ['move', 'moved']),
      ...(windowState === 'maximized' && state !== 'maximized' ? ['maximize'] : []),
      ...(windowState !== 'maximized' && state === 'maximized' ? ['unmaximize'] : []),
    ];
  }
}
