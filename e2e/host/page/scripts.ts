import { randomBytes } from 'node:crypto';
import { createBridge } from './bridge.ts';
import { mainWorld } from './main-world.ts';
import { preloadWorld, type Names } from './preload-world.ts';
import { createWire } from './wire.ts';

const random = (name: string): string => `${name}${randomBytes(8).toString('hex')}`;

/** This launch's names; see `Names`. */
export const names: Names & { world: string } = {
  world: random('preload'),
  binding: random('tell'),
  deliver: random('deliver'),
  handshake: random('meet'),
};

/** The script for the page's own world. */
export const mainWorldScript = `(${String(mainWorld)})((${String(createWire)})(), ${String(createBridge)}, ${JSON.stringify(names)});`;

/** The script for the preload's world, with the preload's source in it as it is. */
export const preloadWorldScript = (preload: string): string =>
  `(${String(preloadWorld)})((${String(createWire)})(), ${String(createBridge)}, (require, module, exports) => {${preload}\n}, ${JSON.stringify(names)});`;
