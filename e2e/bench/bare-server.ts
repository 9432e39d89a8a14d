/** The floor: the least a Node server can do for a picture on the loopback address. Prints its port. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { picture } from '../host/fixture/picture.ts';

const headers = {
  'content-type': 'image/png',
  'content-length': String(picture.length),
  'cache-control': 'no-store',
};
const server = createServer((incoming, outgoing) => {
  if (incoming.url?.startsWith('/picture') === true) outgoing.writeHead(200, headers).end(picture);
  else outgoing.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Bare</title>');
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
