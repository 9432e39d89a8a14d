/**
 * The API with one album, at the least cost a Node server can have: the list's bytes are made before anything is timed
 * and written with back pressure, no ledger, no faults. `node album-server.ts --images=N --pages=FOLDER`.
 * Under `/bench/` are the pages that the floors are measured in, and `/bench/change` changes the album. Prints its facts as one line of JSON when it is ready.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { demoPerson } from '../../electron/demo/album-content.ts';
import { bodyPieces, withLength, type ApiAnswer } from '../../electron/demo/answer.ts';
import { createApi } from '../../electron/demo/api.ts';
import { bulkPlans } from '../../electron/demo/bulk-plans.ts';
import { demoClaims, writeToken } from '../../electron/demo/demo-token.ts';
import {
  pictureAddresses,
  readPictureAddress,
  type PictureHost,
} from '../../electron/demo/picture-address.ts';
import { createWorld } from '../../electron/demo/world.ts';
import { createPictureShelf } from '../api-server/picture-shelf.ts';

const { values } = parseArgs({ options: { images: { type: 'string' }, pages: { type: 'string' } } });
const images = Number(values.images);
const world = createWorld({
  plans: bulkPlans({ images, albums: 1, seed: 1 }),
  clock: Date.now,
  person: demoPerson,
});
const album = world.albums[0]!;
const host: PictureHost = { origin: '', cloud: 'studio-belrive' };
const api = createApi({ world, pictures: host });
const shelf = createPictureShelf();
const token = writeToken(demoClaims(world));

interface Prepared {
  headers: Record<string, string>;
  /** Of a size that a socket takes at once. */
  chunks: Buffer[];
}
const prepared = new Map<string, Prepared>();
const chunkBytes = 64 * 1_024;
const lists = ['/api/v1/image_syncs', `/api/v1/albums/${album.id}/images`];

/** Asks the API once and keeps what it says. */
function prepare(path: string): void {
  const { headers, body } = ask('GET', path, `Token token="${token}"`, null);
  const whole = Buffer.concat([...bodyPieces(body)]);
  const chunks: Buffer[] = [];
  for (let at = 0; at < whole.length; at += chunkBytes) chunks.push(whole.subarray(at, at + chunkBytes));
  prepared.set(path, { headers, chunks });
}

function ask(method: string, path: string, authorization: string, body: string | null): ApiAnswer {
  return api.handle({ method, url: new URL(path, host.origin), headers: { authorization }, body });
}

let changes = 0;

/** Every image gets another title, but for the first hundredth, which goes, and as many that come at the end. */
function change(): void {
  changes += 1;
  const gone = album.images.slice(0, Math.ceil(images / 100)).map(({ id }) => id);
  for (const id of gone) world.remove(id);
  for (const { id, index } of album.images) world.edit(id, { title: `Title ${changes} of ${index}` });
  for (let left = gone.length; left > 0; left -= 1) world.add(album.id);
  for (const path of lists) prepare(path);
}

/** The small pictures' addresses and names, for the pages that stand beside the app. */
function* tiles(): Generator<string> {
  for (const image of album.images) {
    const look = world.look(image);
    const address = pictureAddresses(host, image, look).externalUrls.fill100.split('#')[1] ?? '';
    yield `${image.position === 0 ? '[' : ','}${JSON.stringify([look.title ?? look.filename, address])}`;
  }
  yield album.images.length === 0 ? '[]' : ']';
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  const list = prepared.get(url);
  if (list !== undefined) {
    response.writeHead(200, list.headers);
    return pipeline(Readable.from(list.chunks), response);
  }
  const path = new URL(url, host.origin);
  const asked = readPictureAddress(host, path);
  if (asked !== null) {
    const image = world.image(asked.imageId);
    if (image === undefined) return void response.writeHead(404).end();
    const bytes = shelf(world.look(image), asked);
    const headers = { 'content-type': 'image/jpeg', 'cache-control': 'private, max-age=86400' };
    return void response.writeHead(200, { ...headers, 'content-length': bytes.length }).end(bytes);
  }
  if (path.pathname === '/bench/tiles.json') return pipeline(Readable.from(tiles()), response);
  if (path.pathname === '/bench/change') {
    change();
    return void response.writeHead(204).end();
  }
  if (path.pathname.startsWith('/bench/')) {
    const file = path.pathname.slice('/bench/'.length);
    const type = file.endsWith('.js') ? 'text/javascript' : 'text/html';
    const bytes = await readFile(join(values.pages ?? '', file)).catch(() => null);
    return void response.writeHead(bytes === null ? 404 : 200, { 'content-type': type }).end(bytes);
  }
  const made = withLength(ask(method, url, request.headers.authorization ?? '', await text(request)));
  response.writeHead(made.status, made.headers);
  await pipeline(Readable.from(bodyPieces(made.body)), response);
}

// Whatever ends the bench closes this.
process.stdin.resume().on('end', () => process.exit());

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  // A client that leaves in the middle of an answer is no fault here.
  answer(request, response).catch(() => response.destroy());
});
server.listen(0, '127.0.0.1', () => {
  host.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const path of lists) prepare(path);
  // Every picture that there is has been drawn by then; the others are these again.
  for (const image of album.images.slice(0, 3_000)) {
    const address = pictureAddresses(host, image, world.look(image)).externalUrls.fill100.split('#')[1];
    const asked = address === undefined ? null : readPictureAddress(host, new URL(address));
    if (asked !== null) shelf(world.look(image), asked);
  }
  const bytes = prepared.get(lists[0]!)!.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const facts = {
    origin: host.origin,
    token,
    images,
    answerBytes: bytes,
    lastId: album.images.at(-1)?.id ?? '',
  };
  console.log(JSON.stringify(facts));
});
