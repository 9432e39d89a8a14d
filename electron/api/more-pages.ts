import type { HttpAnswer } from '../transport/transport.ts';

/**
 * Whether the head of a list says that there is more than it gives (faults.md 3.4). No recording shows any of these
 * headers: they are those that Rails servers and HTTP itself use for pages, assumed so that a server which begins to use
 * them is not believed to have told everything. What says for certain that this is the whole list is believed; what only
 * says that there are pages is not.
 */
export function hintsAtMore({ status, headers }: Pick<HttpAnswer, 'status' | 'headers'>): boolean {
  const total = numberIn(headers.get('x-total') ?? headers.get('x-total-count'));
  const perPage = numberIn(headers.get('x-per-page'));
  const hints = [
    status === 206 ? true : null,
    byLink(headers.get('link')),
    byRange(headers.get('content-range')),
    byNext(headers.get('x-next-page')),
    above(numberIn(headers.get('x-total-pages')), 1),
    above(total, perPage),
  ];
  if (hints.includes(true)) return true;
  return !hints.includes(false) && pageHeaders.some((name) => headers.has(name));
}

const pageHeaders = ['x-total', 'x-total-count', 'x-total-pages', 'x-page', 'x-per-page', 'content-range'];

/** `<https://...?page=2>; rel="next", <...>; rel="last"`. Links of other kinds (`preload`) say nothing. */
function byLink(link = ''): true | null {
  const relations = link.split(/[,;]/).flatMap((part) => {
    const [name = '', value = ''] = part.split('=');
    return name.trim().toLowerCase() === 'rel' ? value.toLowerCase().split(/[\s"]+/) : [];
  });
  return relations.includes('next') || relations.includes('last') ? true : null;
}

/** `items 0-24/100`. */
function byRange(range = ''): boolean | null {
  const [, first, last, size] = /^\s*[a-z]+ (\d{1,15})-(\d{1,15})\/(\d{1,15})\s*$/i.exec(range) ?? [];
  if (first === undefined) return null;
  return Number(first) > 0 || Number(last) + 1 < Number(size);
}

/** The next page's number, or nothing where there is none. */
function byNext(next?: string): boolean | null {
  return next === undefined ? null : !['', '0', 'null'].includes(next.trim().toLowerCase());
}

function above(number: number | null, limit: number | null): boolean | null {
  return number === null || limit === null ? null : number > limit;
}

const numberIn = (text = ''): number | null => (/^\s*\d{1,15}\s*$/.test(text) ? Number(text) : null);
