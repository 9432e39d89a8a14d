import { AppError } from '#shared/errors.ts';
import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';

/** Says of an IP address, v4 or v6, whether it may be connected to. */
export type AllowAddress = (ip: string) => boolean;

/** The refusal of an address (attacks A10). */
export const blocked = (host: string): AppError =>
  new AppError({ code: 'not-reached', host, reason: 'blocked' });

/** True where the URL's host is itself an address, and a refused one: such a host is never looked up. */
export function isBlockedLiteral(hostname: string, allow: AllowAddress): boolean {
  const ip = hostname.replace(/^\[|\]$/g, '');
  return isIP(ip) !== 0 && !allow(ip);
}

/**
 * The socket's own name lookup, with every address checked: what is checked is what is connected to, so a name that
 * answers differently the second time (rebinding) gains nothing. One refused address refuses the name.
 */
export function checkedLookup(allow: AllowAddress, lookup: LookupFunction = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const addresses = Array.isArray(found) ? found : [];
      const [first] = addresses;
      if (error !== null || first === undefined) callback(error ?? noAddress(), []);
      else if (!addresses.every(({ address }) => allow(address))) callback(blocked(hostname), []);
      else if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

const noAddress = (): NodeJS.ErrnoException => Object.assign(new Error('no address'), { code: 'ENOTFOUND' });
