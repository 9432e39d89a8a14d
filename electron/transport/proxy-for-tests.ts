import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { testCertificate, testKey } from './certificate-for-tests.ts';

/** An HTTP proxy of a test, on 127.0.0.1, as its clients see it. */
export interface TestProxy {
  /** `127.0.0.1:PORT` */
  readonly place: string;
  /** What it was asked to reach, such as `api.example:443`, in order. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** What the proxy does with a CONNECT: leads to a port of this machine, refuses with a status, or says nothing. */
export type Conduct = { leadsTo: number } | { status: number } | 'silent' | 'hangs-up';

/** Starts a proxy, which takes every name for this machine; `isSecure`: it is spoken to over TLS. */
export async function serveProxy(conduct: Conduct, isSecure = false): Promise<TestProxy> {
  const asked: string[] = [];
  const open = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    open.add(socket);
    return socket.on('error', () => undefined).on('close', () => open.delete(socket));
  };
  const server = isSecure ? createSecureServer({ key: testKey, cert: testCertificate }) : createServer();
  server.on('connection', keep);
  server.on('connect', (request, client: Socket) => {
    asked.push(request.url ?? '');
    if (conduct === 'silent') return;
    if (conduct === 'hangs-up') client.destroy();
    else if ('status' in conduct) client.write(`HTTP/1.1 ${conduct.status} No\r\nContent-Length: 0\r\n\r\n`);
    else {
      const upstream = keep(connect(conduct.leadsTo, '127.0.0.1'));
      upstream.once('connect', () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        client.pipe(upstream).pipe(client);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    place: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
