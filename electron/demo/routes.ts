/** Every call that the API knows, by the name the app gives it in errors. */
export const routes = [
  'GET /albums',
  'GET /albums/:album_id/images',
  'GET /albums/:album_id/sharings',
  'GET /image_syncs',
  'GET /user',
  'GET /organization',
  'GET /sharings/:id',
  'GET /sharings/:sharing_id/sharing_images',
  'POST /sharings/:sharing_id/sharing_images',
] as const;
export type Route = (typeof routes)[number];

const base = '/api/v1';

/** The route of a request with its one parameter (`''` where it has none); null: no such route. */
export function matchRoute(method: string, pathname: string): { route: Route; id: string } | null {
  if (!pathname.startsWith(`${base}/`)) return null;
  const asked = pathname.slice(base.length).split('/');
  for (const route of routes) {
    const [verb, template = ''] = route.split(' ');
    const parts = template.split('/');
    if (verb !== method || parts.length !== asked.length) continue;
    if (!parts.every((part, n) => part === asked[n] || (part.startsWith(':') && asked[n] !== ''))) continue;
    const at = parts.findIndex((part) => part.startsWith(':'));
    return { route, id: decode(asked[at] ?? '') };
  }
  return null;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // No id has such a name, so nothing is found by it.
    return part;
  }
}
