/**
 * Shares so many images with a server, in a process that does nothing else: `node share-images.ts HOW ORIGIN IMAGES
 * FOLDER`. `bare`: a loop that posts one part after the other, each on a connection of its own; `kept`: on one
 * connection; `app`: the app's own journal in its thread, engine, client and transport. Prints the milliseconds from the
 * wish to the end of the job.
 */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { createApiClient } from '../../electron/api/client.ts';
import { railsList } from '../../electron/api/route.ts';
import { addToSharing, sharingImages } from '../../electron/api/sharings.ts';
import { bootId, mono } from '../../electron/journal/boot.ts';
import { openJournal } from '../../electron/journal/open-journal.ts';
import { createSharing } from '../../electron/sharing/share.ts';
import { createNodeTransport } from '../../electron/transport/node-transport.ts';

const [how, origin = '', images, folder = ''] = process.argv.slice(2);
const imageIds = Array.from({ length: Number(images) }, () => randomUUID());
/** As many as the app sends together. */
const together = 90;

/** One exchange; the bytes of the answer. */
async function exchange(method: 'GET' | 'POST', agent: Agent | false, form?: string): Promise<Buffer> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', authorization: 'Token token="t"' };
  return new Promise((resolve, reject) => {
    request(`${origin}/api/v1/sharings/${sharingId}/sharing_images`, { method, agent, headers })
      .on('response', (answer) => resolve(buffer(answer)))
      .on('error', reject)
      .end(form);
  });
}

const sharingId = randomUUID();

async function loop(agent: Agent | false): Promise<number> {
  await exchange('GET', agent);
  const start = performance.now();
  for (let at = 0; at < imageIds.length; at += together)
    await exchange('POST', agent, railsList('image_ids', imageIds.slice(at, at + together)));
  return performance.now() - start;
}

async function app(): Promise<number> {
  const accountId = '0123456789abcdef';
  const journal = openJournal({
    file: join(folder, 'journal.sqlite'),
    workerFile: join(import.meta.dirname, '../../dist/main/journal-worker.js'),
    boot: bootId(),
  });
  const client = createApiClient({
    credentials: {
      accountId,
      origin,
      authorization: () => 'Token token="t"',
      observe: () => undefined,
      hasExpired: () => false,
    },
    transport: createNodeTransport(),
    readAnswer: () => Promise.reject(new Error('not asked for')),
  });
  const { promise: ended, resolve: end } = Promise.withResolvers<number>();
  const sharing = createSharing({
    accountId,
    server: origin,
    journal,
    calls: () => ({
      list: (id) => sharingImages(client, id),
      add: (id, ids) => addToSharing(client, id, ids),
    }),
    isSignedIn: () => true,
    albumSharings: () => Promise.resolve([]),
    abilities: () => [],
    names: (_, ids) => Promise.resolve([...ids]),
    clock: {
      mono,
      wall: Date.now,
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      random: Math.random,
    },
    fenceMs: () => 120_000,
    notify: () => undefined,
    ended: ({ counts }) => end(counts.shared),
    openExternal: () => Promise.resolve(),
    copy: () => Promise.resolve(),
    unexpected: (thrown) => {
      throw thrown;
    },
  });
  // The app is open when a user shares: its journal too, and it knows the sharing from its dialog.
  await sharing.look({ albumId: 'Album', sharingId });
  const start = performance.now();
  await sharing.create({
    jobId: randomUUID(),
    albumId: 'Album',
    sharingId,
    labels: {},
    again: false,
    imageIds,
  });
  const shared = await ended;
  const ms = performance.now() - start;
  if (shared !== imageIds.length) throw new Error(`${shared} of ${imageIds.length} images were shared`);
  await sharing.stop();
  await journal.close();
  return ms;
}

const ms = await (how === 'app' ? app() : loop(how === 'kept' ? new Agent({ keepAlive: true }) : false));
const rows = JSON.parse((await exchange('GET', false)).toString()) as unknown[];
console.log(JSON.stringify({ ms, rows: rows.length }));
process.exit();
