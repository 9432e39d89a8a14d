import type { createBridge } from './bridge.ts';
import type { Names } from './preload-world.ts';
import type { Wire } from './wire.ts';

/**
 * The page's side of the context bridge: puts what the preload exposes on `window`, frozen, and hands `window.open` to
 * the app. It runs before any script of the page. Sent to the page as text.
 */
export function mainWorld(wire: Wire, bridgeTo: typeof createBridge, names: Names): void {
  const { defineProperty, freeze, values } = Object;
  const freezeAll = (value: unknown): void => {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return;
    freeze(value);
    for (const inner of values(value)) freezeAll(inner);
  };
  const meet = (event: Event) => {
    const channel = (event as MouseEvent).relatedTarget;
    if (channel === null) return;
    const bridge = bridgeTo(wire, channel, 'page', 'preload');
    const read = (sent: Event) => bridge.receive((sent as CustomEvent<string>).detail);
    channel.addEventListener('expose', (sent) => {
      const [name, value] = read(sent) as [string, unknown];
      freezeAll(value);
      defineProperty(window, name, { value, enumerable: true });
    });
    channel.addEventListener('window.open', (sent) => {
      const ask = read(sent) as (url: string, frameName: string, features: string) => void;
      const open = window.open.bind(window);
      window.open = (url = 'about:blank', frameName = '_blank', features = '') => {
        if (['_self', '_parent', '_top'].includes(frameName)) return open(url, frameName, features);
        ask(new URL(url, document.baseURI).href, frameName, features);
        return null;
      };
    });
  };
  addEventListener(names.handshake, meet, { once: true });
}
