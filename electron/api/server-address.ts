import { AppError } from '#shared/errors.ts';
import { isLoopbackHost } from '../security/loopback.ts';
import { isMisleading } from '../security/misleading.ts';

/** Not the name of `localhost:3000`. */
const scheme = /^[a-z][a-z\d+.-]*:(?!\d)/i;

/**
 * Reads a server's address as typed or pasted, with or without `https://` and a path, which is dropped.
 * @returns the origin, such as `https://api.sharinpix.com`
 * @throws AppError `https-needed` for plain http to another machine, `secret-url` for `sharinpix://`,
 * `bad-server-address` for anything else that is not a server
 */
export function parseServerAddress(typed: string): string {
  const text = typed.trim();
  if (/^sharinpix:/i.test(text)) throw new AppError({ code: 'secret-url' });
  const absolute = scheme.test(text) ? text : `https://${text}`;
  // An `@` may also stand in a path or query; nobody's address has one there.
  const isPlain = /^https?:\/\/[^/]/i.test(absolute) && !isMisleading(text) && !text.includes('@');
  const url = isPlain ? URL.parse(absolute) : null;
  if (url === null) throw new AppError({ code: 'bad-server-address' });
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname))
    throw new AppError({ code: 'https-needed', host: url.hostname.slice(0, 300) });
  return url.origin;
}
