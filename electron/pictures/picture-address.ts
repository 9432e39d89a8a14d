import { isLoopbackHost, isLoopbackOrigin } from '../security/loopback.ts';
import { isMisleading } from '../security/misleading.ts';

/** The image hosts that the service names (api.md). Two more under cloudfront.net are not recorded: refused. */
const imageHosts = new Set([
  'p.sharinpix.com',
  'app.sharinpix.com',
  'api.sharinpix.com',
  'res.cloudinary.com',
  'san.cloudinary.com',
  'api-de.cloudinary.com',
]);

/** The picture that stands where the real address is written behind a `#` (api.md, "The image record"). */
const placeholder = '/assets/blank.jpg';

/** Scheme and host as written. `URL` reads a host out of `https:host` and `https:///host` too; nobody means that. */
const absolute = /^(https?):\/\/([^/?#]+)/i;

const longest = 4_000;

/**
 * The one way from text that a server wrote to an address the app asks (attacks A8 to A10).
 *
 * Where the path is the placeholder's, the address is what stands behind the first `#`; else what stands before it. The
 * placeholder itself is never one: it would show a blank picture and no error.
 * @param written as in the record or in a redirect: absolute, or from the server's root
 * @param options.origin the server's origin; where it is loopback, so may the address be
 * @returns null where it is not https, on the default port of a known image host, without credentials
 */
export function parsePictureAddress(written: string, { origin }: { origin: string }): URL | null {
  if (written.length > longest || isMisleading(written)) return null;
  const hash = written.indexOf('#');
  const before = hash < 0 ? written : written.slice(0, hash);
  const isRelative = before.startsWith('/') && !before.startsWith('//');
  const url = isRelative ? URL.parse(before, origin) : parseAbsolute(before);
  if (url?.pathname === placeholder) {
    return hash < 0 ? null : onList(parseAbsolute(written.slice(hash + 1)), origin);
  }
  return onList(url, origin);
}

/** An absolute address whose host reads as it is meant: `host%2ecom`, `ｈost` or `2130706433` is none. */
function parseAbsolute(text: string): URL | null {
  const [, scheme, authority] = absolute.exec(text) ?? [];
  if (scheme === undefined || authority === undefined) return null;
  const url = URL.parse(text);
  const defaultPort = scheme.toLowerCase() === 'https' ? ':443' : ':80';
  const host = authority.toLowerCase();
  return url !== null && (host === url.host || host === url.host + defaultPort) ? url : null;
}

function onList(url: URL | null, origin: string): URL | null {
  if (url?.username !== '' || url.password !== '') return null;
  const isImageHost = url.protocol === 'https:' && url.port === '' && imageHosts.has(url.hostname);
  const isLocal = isLoopbackOrigin(origin) && isLoopbackHost(url.hostname);
  if (!isImageHost && !isLocal) return null;
  // A fragment within the fragment names nothing that a server sees.
  url.hash = '';
  return url;
}
