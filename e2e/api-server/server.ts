import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { demoPerson } from '../../electron/demo/album-content.ts';
import type { AlbumPlan } from '../../electron/demo/album-plan.ts';
import type { ApiAnswer } from '../../electron/demo/answer.ts';
import { createApi } from '../../electron/demo/api.ts';
import { bulkPlans } from '../../electron/demo/bulk-plans.ts';
import { writeToken } from '../../electron/demo/demo-token.ts';
import { readPictureAddress, type PictureHost } from '../../electron/demo/picture-address.ts';
import { matchRoute } from '../../electron/demo/routes.ts';
import { createWorld, type Clock, type World } from '../../electron/demo/world.ts';
import { createFaultBook, type Fault } from './fault.ts';
import { createPictureShelf, blankPicture } from './picture-shelf.ts';
import { send } from './send.ts';
import { afterwards, committed, isCutAfterwards, replaced } from './replace.ts';
import { spoil } from './spoil.ts';
import { claimsFor, type TokenWish } from './token-wish.ts';

export interface ApiServerOptions {
  /** Images in all, 60 by default; 100,000 and more are made as they are sent. */
  images?: number;
  /** Albums they are spread over, 1 by default. */
  albums?: number;
  seed?: number;
  /** The albums themselves, in place of the three above: the demo's (`demoPlans`), or a test's own. */
  plans?: readonly AlbumPlan[];
  /** 0, the default, takes any free port. */
  port?: number;
  /** Answers are packed for clients that ask for it. */
  gzip?: boolean;
  clock?: Clock;
}

/** One request as it came. */
export interface LedgerEntry {
  method: string;
  /** With its query, as written on the wire. */
  path: string;
  /** The route's name, `picture`, or `unknown`. */
  template: string;
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Milliseconds since 1970. */
  at: number;
}

/** The API behind HTTP on a loopback port, with faults on demand. */
export interface ApiServer {
  /** Such as `http://127.0.0.1:40123`: the API's origin and the pictures'. */
  origin: string;
  token(wish?: TokenWish): string;
  /** To edit between two resyncs, and to take rights away (`world.album(id).denied`). */
  world: World;
  /** Every request so far, oldest first. */
  ledger: LedgerEntry[];
  /** Adds a fault; where several hit a request, the one set first does. */
  setFault(fault: Fault): void;
  clearFaults(): void;
  close(): Promise<void>;
}

/** Starts a server; close it in the end. */
export async function startApiServer({
  images = 60,
  albums = 1,
  seed = 1,
  plans = bulkPlans({ images, albums, seed }),
  port = 0,
  gzip = false,
  clock = Date.now,
}: ApiServerOptions = {}): Promise<ApiServer> {
  const world = createWorld({ plans, clock, person: demoPerson });
  const pictures: PictureHost = { origin: '', cloud: 'studio-belrive' };
  const api = createApi({ world, pictures });
  const shelf = createPictureShelf();
  const faults = createFaultBook();
  const ledger: LedgerEntry[] = [];
  /** What goes on behind a line that was cut. */
  const works = new Set<NodeJS.Timeout>();

  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    void answer(request, response);
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', done);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  pictures.origin = origin;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/' } = request;
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const at = clock();
    // A client that breaks off while it sends has said nothing.
    const body = await text(request).catch(() => null);
    if (body === null) return;
    const url = new URL(path, origin);
    const route = matchRoute(method, url.pathname)?.route ?? null;
    const picture = route === null ? pictureAnswer(method, url) : null;
    const place = route ?? (picture === null ? null : 'picture');
    ledger.push({ method, path, template: place ?? 'unknown', headers, body, at });
    const fault = faults.take(place, url.pathname);
    if (fault?.kind === 'silence') return;
    if (fault?.kind === 'reset') return void request.socket.resetAndDestroy();
    if (fault?.kind === 'meanwhile') fault.does();
    const work = (): ApiAnswer =>
      picture ?? api.handle({ method, url, headers, body: committed(body, fault) });
    if (fault?.kind === 'commit-later') works.add(setTimeout(work, fault.ms));
    const made = replaced(fault) ?? work();
    if (fault !== null && isCutAfterwards(fault)) return void request.socket.destroy();
    const spoiled = fault === null ? made : spoil(made, fault, headers['authorization'], clock());
    response.setHeader('Date', new Date(clock()).toUTCString());
    const packed = gzip && route !== null && (headers['accept-encoding'] ?? '').includes('gzip');
    await send(response, afterwards(spoiled, fault), { gzip: packed, fault });
  }

  /** The answer of an address that holds a picture, of an image or of a shared one; null where it holds none. */
  function pictureAnswer(method: string, url: URL): ApiAnswer | null {
    if (method !== 'GET') return null;
    if (url.pathname === '/assets/blank.jpg') return jpeg(blankPicture);
    const asked = readPictureAddress(pictures, url) ?? sharedPicture(url);
    if (asked === null) return null;
    const image = world.image(asked.imageId);
    const look = image === undefined ? null : world.look(image);
    if (look?.processingError !== null) return { status: 404, headers: {}, body: { text: '' } };
    return jpeg(shelf(look, asked));
  }

  function sharedPicture(url: URL) {
    const id = /^\/sharing_images\/([\w-]+)\/image$/.exec(url.pathname)?.[1];
    const rows = [...world.sharings.values()].flatMap((sharing) => sharing.rows);
    const row = id === undefined ? undefined : rows.find((one) => one.id === id);
    return row === undefined ? null : { imageId: row.imageId, box: null, crop: null, rotation: 0 };
  }

  return {
    origin,
    token: (wish) => writeToken(claimsFor(world, wish ?? {})),
    world,
    ledger,
    setFault: (fault) => faults.set(fault),
    clearFaults: () => faults.clear(),
    close: () =>
      new Promise((done) => {
        works.forEach(clearTimeout);
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

const jpeg = (bytes: Uint8Array): ApiAnswer => ({
  status: 200,
  headers: { 'Content-Type': 'image/jpeg' },
  body: { bytes },
});
