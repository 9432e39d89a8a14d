import { parentPort } from 'node:worker_threads';
import { storageErrorData } from '../storage/sqlite.ts';
import type { ImagesToMerge, Library, ListToStore } from './library.ts';
import { openLocalLibrary } from './local-library.ts';
import { serveRpc } from '../thread/rpc.ts';

/*
 * The library's thread. Its one caller is `open-library.ts`, in the same build, whose first call is `open`; so the
 * arguments are what the types say.
 */

if (parentPort === null) throw new Error('worker.ts is to be started as a worker');

let library: Library | null = null;

serveRpc(
  parentPort,
  async (method, args, body, tell) => {
    if (method === 'open') {
      library = openLocalLibrary(args[0] as string, args[1] as string);
      return null;
    }
    if (library === null) throw new Error('the library is not open');
    if (method === 'storeList') return library.storeList({ ...(args[0] as ListToStore), body, told: tell });
    if (method === 'mergeImages') return library.mergeImages({ ...(args[0] as ImagesToMerge), body });
    const [, ofHistory] = /^history\.(.+)$/.exec(method) ?? [];
    const room = ofHistory === undefined ? library : library.history;
    const call = Reflect.get(room, ofHistory ?? method) as (...args: unknown[]) => Promise<unknown>;
    return call(...args);
  },
  storageErrorData,
);
