/** The scheme the page is served under; registered as standard and secure by main.ts. */
export const pageScheme = 'app';

/** The page's origin. The host is there because a standard scheme needs one. */
export const pageOrigin = `${pageScheme}://companion`;

const documents = new Set([`${pageOrigin}/`, `${pageOrigin}/index.html`]);

/**
 * True for the page's own document, with or without a query or fragment: the only thing that may be shown in the window
 * or call the main process. A picture or script of the same origin is not it.
 */
export function isPageUrl(url: string): boolean {
  const [address = ''] = url.split(/[?#]/, 1);
  return documents.has(address);
}
