import type { createBridge } from './bridge.ts';
import type { Wire } from './wire.ts';

/** What the preload's world tells the main process. */
export type FromPreload =
  | { kind: 'invoke'; id: number; channel: string; values: unknown[] }
  | { kind: 'send'; channel: string; values: unknown[] }
  /** The page wants to go somewhere; it waits for `ToPreload`'s `go`. */
  | { kind: 'navigate'; url: string; how: string; isMainFrame: boolean; hasForm: boolean }
  | { kind: 'open'; url: string; frameName: string; features: string; disposition: string }
  | { kind: 'window'; focused: boolean };

/** What the main process tells the preload's world. */
export type ToPreload =
  | { kind: 'answer'; id: number; ok: boolean; value: unknown }
  | { kind: 'event'; channel: string; values: unknown[] }
  | { kind: 'go'; url: string; how: string };

/** Names that no page could guess, one set a launch. */
export interface Names {
  /** The binding that reaches the main process; only the preload's world has it. */
  binding: string;
  /** The function by which the main process reaches the preload's world. */
  deliver: string;
  /** The event by which the two worlds find each other before any script of the page runs. */
  handshake: string;
}

/**
 * The preload's own world, as Electron's context isolation makes one: it runs the preload, stops what the page wants to
 * do until the app has decided, and is out of the page's reach. Sent to the page as text.
 */
export function preloadWorld(
  wire: Wire,
  bridgeTo: typeof createBridge,
  runPreload: (require: (name: string) => unknown, module: object, exports: object) => void,
  names: Names,
): void {
  type Listener = (event: object, ...values: unknown[]) => void;
  const world = globalThis as unknown as Record<string, (text: string) => void>;
  const tell = (message: FromPreload) => world[names.binding]?.(wire.write(message));
  const isMainFrame = window === window.top;

  const guard = <T extends object>(name: string, part: T): T =>
    new Proxy(part, {
      get: (given, key) => {
        if (key in given || typeof key === 'symbol') return Reflect.get(given, key) as unknown;
        throw new Error(`${name}.${key} is not implemented in the Chromium host`);
      },
    });

  /* Where the page wants to go: nowhere, until the app's handlers have been asked. */
  let allowed = '';
  navigation.addEventListener('navigate', (event) => {
    const { url, sameDocument } = event.destination;
    if (sameDocument || !event.cancelable || event.downloadRequest !== null) return;
    if (url === allowed) {
      allowed = '';
      return;
    }
    event.preventDefault();
    tell({ kind: 'navigate', url, how: event.navigationType, isMainFrame, hasForm: event.formData !== null });
  });
  const go = ({ url, how }: { url: string; how: string }) => {
    allowed = url;
    if (how === 'reload') location.reload();
    else if (how === 'replace') location.replace(url);
    else location.assign(url);
  };

  /* Links that would open a window. */
  const openFromLink = (event: MouseEvent) => {
    const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement);
    if (link === undefined || link.href === '') return;
    const inTab = event.ctrlKey || event.metaKey || event.button === 1;
    const isHere = ['', '_self', '_parent', '_top'].includes(link.target);
    if (event.button > 1 || (isHere && !inTab && !event.shiftKey)) return;
    event.preventDefault();
    tell({
      kind: 'open',
      url: link.href,
      frameName: isHere ? '' : link.target,
      features: '',
      disposition: inTab ? 'background-tab' : event.shiftKey ? 'new-window' : 'foreground-tab',
    });
  };
  addEventListener('click', openFromLink, true);
  addEventListener('auxclick', openFromLink, true);

  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const listeners = new Map<string, Set<Listener>>();
  world[names.deliver] = (text) => {
    const message = wire.read(text) as ToPreload;
    if (message.kind === 'go') go(message);
    else if (message.kind === 'answer') {
      waiting.get(message.id)?.[message.ok ? 'resolve' : 'reject'](message.value);
      waiting.delete(message.id);
    } else
      for (const listener of listeners.get(message.channel) ?? [])
        listener(guard('event', {}), ...message.values);
  };

  const target = new EventTarget();
  const bridge = bridgeTo(wire, target, 'preload', 'page');
  window.dispatchEvent(new MouseEvent(names.handshake, { relatedTarget: target }));
  const expose = (name: string, value: unknown) =>
    target.dispatchEvent(new CustomEvent('expose', { detail: bridge.send([name, value]) }));
  const open = (url: string, frameName: string, features: string) =>
    tell({
      kind: 'open',
      url,
      frameName,
      features,
      disposition: features === '' ? 'foreground-tab' : 'new-window',
    });
  target.dispatchEvent(new CustomEvent('window.open', { detail: bridge.send(open) }));
  if (!isMainFrame) return;

  /* What the preload requires. */
  let last = 0;
  const ipcRenderer = {
    invoke: (channel: string, ...values: unknown[]) => {
      const id = (last += 1);
      const answer = Promise.withResolvers<unknown>();
      tell({ kind: 'invoke', id, channel, values });
      waiting.set(id, answer);
      return answer.promise;
    },
    send: (channel: string, ...values: unknown[]) => {
      tell({ kind: 'send', channel, values });
    },
    on: (channel: string, listener: Listener) => {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
      return ipc;
    },
    removeListener: (channel: string, listener: Listener) => {
      listeners.get(channel)?.delete(listener);
      return ipc;
    },
  };
  const ipc: typeof ipcRenderer = guard('ipcRenderer', ipcRenderer);
  const electron = guard('electron', {
    contextBridge: guard('contextBridge', { exposeInMainWorld: expose }),
    ipcRenderer: ipc,
  });

  const tellWindow = () => tell({ kind: 'window', focused: document.hasFocus() });
  for (const name of ['resize', 'focus', 'blur']) addEventListener(name, tellWindow);

  const module = { exports: {} };
  runPreload(
    (name) => {
      if (name === 'electron') return electron;
      throw new Error(`require('${name}') in a preload is not implemented in the Chromium host`);
    },
    module,
    module.exports,
  );
}
