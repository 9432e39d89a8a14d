import { useQuery } from '@tanstack/react-query';
import { invoke } from '../bridge.ts';

export const albumsKeys = { list: (accountId: string) => ['albums', accountId] as const };

/** The account's albums, as the token, the server and the library name them. */
export function useAlbums(accountId: string) {
  return useQuery({ queryKey: albumsKeys.list(accountId), queryFn: () => invoke('albums.list', null) });
}
