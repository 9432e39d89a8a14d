/**
 * Sharings that answer at once, at the least cost a Node server can have: what is posted is kept and told back, in rows
 * of the recorded size (0.9 kB). Prints its origin.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const headers = { 'content-type': 'application/json; charset=utf-8' };
const infos = JSON.stringify({ type: 'private', exifs: 'x'.repeat(620) });
const createdAt = new Date().toISOString();
/** The rows of each sharing, as they are written. */
const sharings = new Map<string, string[]>();

const row = (id: string, number: number): string =>
  `{"id":"row-${number}","created_at":"${createdAt}","url":"/sharing_images/row-${number}/image","user":"user",` +
  `"image":{"infos":${infos},"public_id":"${id}","width":4032,"height":3024,"rotation":0,"album_id":"Album"}}`;

const server = createServer((request, response) => {
  const rows = sharings.get(request.url ?? '') ?? [];
  sharings.set(request.url ?? '', rows);
  if (request.method === 'GET') {
    response.writeHead(200, headers).end(`[${rows.join()}]`);
    return;
  }
  void text(request).then((form) => {
    const made = new URLSearchParams(form)
      .getAll('image_ids[]')
      .map((id, index) => row(id, rows.length + index));
    rows.push(...made);
    response.writeHead(200, headers).end(`[${made.join()}]`);
  });
});
// Whatever ends the bench ends this.
process.stdin.resume().on('end', () => process.exit());
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
