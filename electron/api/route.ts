import { AppError } from '#shared/errors.ts';

/** Where a call goes, below `/api/v1`. */
export interface ApiRequest {
  /** The route's template, such as `/albums/:album_id/images`: a constant of this folder, never made of data. */
  route: string;
  params?: { readonly [K in keyof typeof badParam]?: string };
  /** Already encoded, without `?`: from `railsList`. */
  query?: string;
  signal?: AbortSignal | undefined;
}

const badParam = { album_id: 'bad-album-id', sharing_id: 'bad-sharing-id' } as const;
const template = /^(?:\/:?[a-z_]+)+$/;

/**
 * The address of a call: the frozen origin and the template with its parameters, percent-encoded.
 * @throws AppError `bad-album-id` or `bad-sharing-id` where an id cannot stand in a path, such as `..`
 */
export function addressOf(origin: string, { route, params = {}, query = '' }: ApiRequest): URL {
  if (!template.test(route)) throw new AppError({ code: 'internal' });
  const path = route.replace(/:([a-z_]+)/g, (_, name: string) => {
    if (name !== 'album_id' && name !== 'sharing_id') throw new AppError({ code: 'internal' });
    const value = params[name] ?? '';
    // A URL takes `..` for the folder above, even percent-encoded.
    if (value === '' || value === '.' || value === '..' || !value.isWellFormed())
      throw new AppError({ code: badParam[name] });
    return encodeURIComponent(value);
  });
  const url = new URL(`${origin}/api/v1${path}`);
  url.search = query;
  return url;
}

/**
 * A list the way Rails reads it: `ids[]=a&ids[]=b`, brackets as recorded, values percent-encoded; both a query and a
 * form body.
 */
export function railsList(name: 'ids' | 'image_ids', values: readonly string[]): string {
  return values.map((value) => `${name}[]=${encodeURIComponent(value.toWellFormed())}`).join('&');
}
