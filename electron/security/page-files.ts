import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { contentSecurityPolicy } from './content-security-policy.ts';

/** The types a build of the renderer holds; a file of any other is not served. */
const contentTypes = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.ico', 'image/x-icon'],
  ['.woff2', 'font/woff2'],
]);

/** Plain names between single slashes: no dot first, so no `..` and no hidden file; no percent sign, so nothing to decode. */
const plainPath = /^(?:\/[\w-][\w.-]*)+$/;

const headers = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
};

const empty = (status: number): Response => new Response(null, { status, headers });

/** Serves the built renderer, and nothing else on the disk, as answers of the page's origin; `/` is `index.html`. */
export function servePage(rendererDir: string): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET') return empty(405);
    const { pathname } = new URL(request.url);
    const path = pathname === '/' ? '/index.html' : pathname;
    const contentType = contentTypes.get(extname(path));
    if (contentType === undefined || !plainPath.test(path)) return empty(404);
    try {
      const bytes = await readFile(join(rendererDir, path));
      return new Response(bytes, { headers: { ...headers, 'Content-Type': contentType } });
    } catch (error) {
      if (isMissing(error)) return empty(404);
      throw error;
    }
  };
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(String(error.code));
