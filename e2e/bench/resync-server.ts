/**
 * An album that changes: `node resync-server.ts IMAGES`. Every list is answered from records made before anything is
 * timed. Prints a line of JSON: the album, and an origin for each of its states.
 * `same`: as it is first; `changed`: each hundredth image has another title, and a block of 500 stands elsewhere; `all`:
 * every image has another title.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { demoPerson } from '../../electron/demo/album-content.ts';
import { bulkPlans } from '../../electron/demo/bulk-plans.ts';
import { imageRecord, wire } from '../../electron/demo/records.ts';
import { createWorld } from '../../electron/demo/world.ts';

const images = Number(process.argv[2]);
const world = createWorld({
  plans: bulkPlans({ images, albums: 1, seed: 1 }),
  clock: Date.now,
  person: demoPerson,
});
const album = world.albums[0]!;
const host = { origin: 'http://127.0.0.1', cloud: 'studio-belrive' };

const records = album.images.map((image) => imageRecord(world, host, image, 'album'));
const asTheyAre = records.map((record) => Buffer.from(wire(record)));
const edited = (every: number): Buffer[] =>
  asTheyAre.map((bytes, i) =>
    i % every === 0 ? Buffer.from(wire({ ...records[i], title: `Edited ${i}, one in ${every}` })) : bytes,
  );
const moved = <T>(list: readonly T[]): T[] => {
  const [from, end] = [list.length * 0.2, list.length * 0.2 + 500].map(Math.floor) as [number, number];
  return [...list.slice(0, from), ...list.slice(end), ...list.slice(from, end)];
};
const states = { same: asTheyAre, changed: moved(edited(100)), all: edited(1) };

const together = 24;

function* bodyOf(list: readonly Buffer[]): Generator<Buffer> {
  for (let at = 0; at < list.length; at += together) {
    const pieces = list
      .slice(at, at + together)
      .flatMap((record, i) => [at + i === 0 ? open : comma, record]);
    yield Buffer.concat(pieces);
  }
  yield close;
}
const [open, comma, close] = ['[', ',', ']'].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer];

const origins: Record<string, string> = {};
for (const [state, list] of Object.entries(states)) {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
    Readable.from(bodyOf(list)).pipe(response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origins[state] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
// Whatever ends the bench ends this.
process.stdin.resume().on('end', () => process.exit());
console.log(JSON.stringify({ albumId: album.id, origins }));
