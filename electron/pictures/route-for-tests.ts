import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pictureAddress } from '#shared/addresses.ts';
import { AppError } from '#shared/errors.ts';
import type { HttpAnswer, HttpRequest, Transport } from '../transport/transport.ts';
import { createPictureCache, type PictureCache } from './picture-cache.ts';
import { createPictureRoute } from './picture-route.ts';
import { png } from './sample-headers.ts';

export const accountId = 'account1';
export const host = 'https://res.cloudinary.com';

interface Asking extends RequestInit {
  size?: 'small' | 'screen';
  account?: string;
  version?: number;
  again?: boolean;
}

/** The picture route of a session with a cache of its own, for tests: what stands around it can be changed at will. */
export interface TestRoute {
  readonly folder: string;
  cache: PictureCache;
  /** What the image hosts were asked. */
  requests: HttpRequest[];
  /** Times that the library was asked. */
  looked: number;
  /** Calls of `renewRecords`. */
  readonly renewals: { albumId: string; imageIds: readonly string[] }[];
  readonly troubles: unknown[];
  /** Pictures given, as the meter is told of them. */
  readonly given: ('kept' | 'fetched')[];
  /** Bodies that were neither read to their end nor destroyed. */
  openBodies: number;
  network: (request: HttpRequest) => HttpAnswer | Promise<HttpAnswer>;
  origin: string;
  signedIn: string | null;
  addressesOf: (imageId: string) => string[] | null;
  updatedAt: number;
  renew: () => Promise<void>;
  /** The clock, in milliseconds. */
  now: number;

  serve: (request: Request) => Promise<Response>;
  ask(imageId?: string, asking?: Asking): Promise<Response>;
  /** An answer of an image host, in one piece. */
  answer(status: number, body?: Uint8Array | string, headers?: Record<string, string>): HttpAnswer;
  notReached(reason?: 'offline' | 'timeout' | 'dns' | 'reset'): never;
  /** Paths of the account's files. */
  kept(): Promise<string[]>;
  /** The same data with a new route and a new cache. */
  restart(): void;
  close(): Promise<void>;
}

export async function openTestRoute(): Promise<TestRoute> {
  const folder = await mkdtemp(join(tmpdir(), 'picture-route-'));
  const openCache = (): PictureCache =>
    createPictureCache({ folder, cap: 2 ** 30, onTrouble: (cause) => route.troubles.push(cause) });
  const openRoute = (): TestRoute['serve'] =>
    createPictureRoute({
      cache: route.cache,
      library: {
        pictureAddresses: (_account, _album, imageId) => {
          route.looked += 1;
          const addresses = route.addressesOf(imageId);
          return Promise.resolve(addresses === null ? null : { addresses, updatedAt: route.updatedAt });
        },
      },
      renewRecords: (_account, albumId, imageIds) => {
        route.renewals.push({ albumId, imageIds });
        return route.renew();
      },
      now: () => route.now,
      onTrouble: (cause) => route.troubles.push(cause),
      onPicture: (_account, isKept) => route.given.push(isKept ? 'kept' : 'fetched'),
      account: () =>
        route.signedIn === null ? null : { id: route.signedIn, origin: route.origin, transport: send },
    });
  const send: Transport = async (request) => {
    route.requests.push(request);
    return route.network(request);
  };

  const route: TestRoute = {
    folder,
    cache: openCache(),
    requests: [],
    looked: 0,
    renewals: [],
    troubles: [],
    given: [],
    openBodies: 0,
    network: () => route.answer(200, png(300, 200)),
    origin: 'https://api.sharinpix.com',
    signedIn: accountId,
    addressesOf: (imageId) => [`/assets/blank.jpg#${host}/${imageId}.jpg`],
    updatedAt: 7,
    renew: () => Promise.resolve(),
    now: 0,
    serve: (request) => Promise.reject(new Error(`Not open yet: ${request.url}`)),

    ask(imageId = 'a', { size = 'small', account = accountId, version = 7, again, ...init } = {}) {
      const address = pictureAddress(account, 'album', imageId, size, version);
      return route.serve(new Request(`app://companion${address}${again === true ? '&again=1' : ''}`, init));
    },

    answer(status, body = '', headers = {}) {
      route.openBodies += 1;
      let isOpen = true;
      const end = (): void => {
        if (isOpen) route.openBodies -= 1;
        isOpen = false;
      };
      let chunks: Uint8Array[] = [Buffer.from(body)];
      return {
        status,
        headers: new Map(Object.entries(headers)),
        body: {
          [Symbol.asyncIterator]: () => ({
            next: () => {
              const [chunk, ...rest] = chunks;
              chunks = rest;
              if (chunk !== undefined) return Promise.resolve({ done: false, value: chunk });
              end();
              return Promise.resolve({ done: true, value: undefined });
            },
            return: () => {
              end();
              return Promise.resolve({ done: true, value: undefined });
            },
          }),
        },
      };
    },

    notReached(reason = 'offline') {
      throw new AppError({ code: 'not-reached', host: 'res.cloudinary.com', reason });
    },

    async kept() {
      const options = { recursive: true, withFileTypes: true } as const;
      const entries = await readdir(join(folder, accountId), options).catch(() => []);
      return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    },

    restart() {
      route.cache = openCache();
      route.serve = openRoute();
    },

    async close() {
      await route.cache.keepOnly([]);
      await rm(folder, { recursive: true, maxRetries: 5 });
    },
  };
  route.serve = openRoute();
  return route;
}
