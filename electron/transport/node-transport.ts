import type { AppError } from '#shared/errors.ts';
import * as http from 'node:http';
import * as https from 'node:https';
import type { LookupFunction } from 'node:net';
import { blocked, checkedLookup, isBlockedLiteral, type AllowAddress } from './checked-lookup.ts';
import { exchange, StaleConnection, type TimeLimits } from './exchange.ts';
import { notReachedFor } from './not-reached.ts';
import { createProxyRoutes, nameOf, type Proxy, type ProxyFor } from './proxy-routes.ts';
import type { HttpAnswer, HttpRequest, Transport } from './transport.ts';
import { ProxyUnreachable, TunnelAgent } from './tunnel.ts';

export interface NodeTransportOptions extends Partial<TimeLimits> {
  /** Kept and used at once, a host. */
  maxSockets?: number;
  /**
   * Refuses addresses at connect time with reason `blocked`, after the name was looked up. Through a proxy it is the
   * proxy that looks names up: then an address is refused only where it stands in the URL itself, and what the name may
   * be is up to whoever chose it (the allow-list of picture hosts).
   */
  allowAddress?: AllowAddress;
  lookup?: LookupFunction;
  /** How the system wants an origin reached; without it, directly. This machine itself is never reached otherwise. */
  proxyFor?: ProxyFor;
  /** Calls to https wait for it: whose certificates are believed is known then (`system-certificates.ts`). Never rejects. */
  certificates?: Promise<void>;
}

/**
 * The network. A GET shares kept connections, and is sent once more where such a connection turns out to be closed
 * before a byte of the answer came (faults row 49); a POST has a connection of its own and is sent once, whatever
 * happens (faults row 13). Only where a proxy cannot be reached at all, so that nothing was sent, is the next way tried.
 * Nothing is followed, and no certificate is excused.
 */
export function createNodeTransport(options: NodeTransportOptions = {}): Transport {
  const { maxSockets = 6, allowAddress, certificates } = options;
  const limits = {
    connectTimeoutMs: options.connectTimeoutMs ?? 15_000,
    headersTimeoutMs: options.headersTimeoutMs ?? 60_000,
    idleTimeoutMs: options.idleTimeoutMs ?? 30_000,
    totalTimeoutMs: options.totalTimeoutMs ?? 900_000,
  };
  const lookup = allowAddress === undefined ? options.lookup : checkedLookup(allowAddress, options.lookup);
  const routes = createProxyRoutes(options.proxyFor);
  const agents = {
    'http:': new http.Agent({ keepAlive: true, maxSockets }),
    'https:': new https.Agent({ keepAlive: true, maxSockets }),
  };
  const tunnels = new Map<string, TunnelAgent>();
  const tunnelAgent = (proxy: Proxy, keepAlive: boolean): TunnelAgent =>
    new TunnelAgent(proxy, { keepAlive, maxFreeSockets: maxSockets }, limits.connectTimeoutMs);
  const keptTunnels = (proxy: Proxy): TunnelAgent => {
    const agent = tunnels.get(nameOf(proxy)) ?? tunnelAgent(proxy, true);
    tunnels.set(nameOf(proxy), agent);
    return agent;
  };

  async function carry(request: HttpRequest, proxy: Proxy | null): Promise<HttpAnswer> {
    const ofItsOwn = (): Promise<HttpAnswer> =>
      exchange(request, proxy === null ? false : tunnelAgent(proxy, false), limits, lookup);
    if (request.method === 'POST') return ofItsOwn();
    const direct = request.url.protocol === 'https:' ? agents['https:'] : agents['http:'];
    try {
      return await exchange(request, proxy === null ? direct : keptTunnels(proxy), limits, lookup);
    } catch (error) {
      if (error instanceof StaleConnection) return ofItsOwn();
      throw error;
    }
  }

  return async (request) => {
    const { protocol, hostname } = request.url;
    if (protocol !== 'http:' && protocol !== 'https:') throw blocked(hostname);
    if (allowAddress !== undefined && isBlockedLiteral(hostname, allowAddress)) throw blocked(hostname);
    if (protocol === 'https:') await certificates;
    let unreachable: AppError = notReachedFor('proxy', hostname);
    for (const route of await routes.to(request.url)) {
      // Going directly would be going past what the system asks for.
      if (route === 'unspoken') throw notReachedFor('proxy', hostname);
      const proxy = route === 'direct' ? null : route;
      try {
        return await carry(request, proxy);
      } catch (error) {
        if (!(error instanceof ProxyUnreachable) || proxy === null) throw error;
        routes.failed(proxy);
        unreachable = error;
      }
    }
    throw unreachable;
  };
}
