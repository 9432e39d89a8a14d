import { AppError } from '#shared/errors.ts';
import * as http from 'node:http';
import * as https from 'node:https';
import { isIPv6 } from 'node:net';
import type { Duplex } from 'node:stream';
import * as tls from 'node:tls';
import { isOffline, notReached, notReachedFor } from './not-reached.ts';
import type { Proxy } from './proxy-routes.ts';

/** The proxy itself could not be reached, so another way may be tried; its reason is `proxy`, or `offline`. */
export class ProxyUnreachable extends AppError {}

/**
 * Connections to https servers through an HTTP proxy (CONNECT), secured end to end. Node's own (`proxyEnv`) would not do:
 * it has no limit of time for TLS, and leaves the connection of a refused CONNECT open. The number of connections is not
 * limited here: Node's agent forgets who waits when a connection that was to be made is not.
 */
export class TunnelAgent extends https.Agent {
  readonly #proxy: Proxy;
  readonly #timeoutMs: number;

  /** @param timeoutMs for the proxy, its answer and TLS together */
  constructor(proxy: Proxy, options: https.AgentOptions, timeoutMs: number) {
    super(options);
    this.#proxy = proxy;
    this.#timeoutMs = timeoutMs;
  }

  override createConnection(
    options: https.RequestOptions,
    made?: (error: Error | null, socket: Duplex) => void,
  ): undefined {
    const { host, port, servername } = options;
    const server = { host: host ?? '', port: Number(port), servername: servername ?? '' };
    openTunnel(this.#proxy, server, this.#timeoutMs).then(
      (socket) => made?.(null, socket),
      // Node reads no socket where there is an error.
      (error: unknown) => (made as ((error: unknown) => void) | undefined)?.(error),
    );
  }
}

interface Server {
  /** A name or an address, without brackets. */
  host: string;
  port: number;
  /** For TLS; empty for an address. */
  servername: string;
}

/**
 * Asks the proxy for a way to the server, and secures it.
 * @throws AppError `not-reached`, always with a reason that says that nothing was written to the server;
 *   `ProxyUnreachable` where not even the proxy was reached
 */
function openTunnel(proxy: Proxy, server: Server, timeoutMs: number): Promise<tls.TLSSocket> {
  const { host, port, servername } = server;
  const authority = `${isIPv6(host) ? `[${host}]` : host}:${port}`;
  return new Promise((resolve, reject) => {
    let isReached = false;
    let secured: tls.TLSSocket | null = null;
    const request = (proxy.isSecure ? https : http).request({
      host: proxy.host,
      port: proxy.port,
      method: 'CONNECT',
      path: authority,
      headers: { host: authority },
      agent: false,
    });
    const fail = (error: AppError): void => {
      clearTimeout(timer);
      request.destroy();
      secured?.destroy();
      reject(error);
    };
    const unreachable = (thrown: unknown): AppError =>
      new ProxyUnreachable(notReachedFor(isOffline(thrown) ? 'offline' : 'proxy', host).data);
    const timer = setTimeout(() => {
      fail(isReached ? notReachedFor('connect-timeout', host) : unreachable(null));
    }, timeoutMs);

    request.on('socket', (socket) => {
      socket.once(proxy.isSecure ? 'secureConnect' : 'connect', () => (isReached = true));
    });
    request.on('error', (error) => fail(isReached ? notReachedFor('proxy', host) : unreachable(error)));
    request.on('connect', ({ statusCode = 0 }, socket, head) => {
      // Whatever comes before anything was asked is not the server's.
      if (statusCode < 200 || statusCode > 299 || head.length > 0) {
        socket.destroy();
        fail(notReachedFor('proxy', host));
        return;
      }
      secured = tls.connect({ socket, host, servername, ALPNProtocols: ['http/1.1'] }, () => {
        clearTimeout(timer);
        if (secured !== null) resolve(secured);
      });
      secured.on('error', (error) => fail(notReached(error, host, 'securing')));
    });
    request.end();
  });
}
