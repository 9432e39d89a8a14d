import { isLoopbackHost } from './loopback.ts';
import { isMisleading } from './misleading.ts';

/**
 * Makes a link of the API (`/sharing_images/ID/image`, relative to the server: api.md) absolute.
 * @param origin the server's origin, such as `https://api.sharinpix.com`
 * @returns its href; null where it is not https (http on loopback) on exactly that origin, or carries credentials
 */
export function parseServerLink(written: string, origin: string): string | null {
  if (written === '' || isMisleading(written)) return null;
  const url = URL.parse(written, origin);
  if (url?.origin !== origin || url.username !== '' || url.password !== '') return null;
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
  return isSafe ? url.href : null;
}
