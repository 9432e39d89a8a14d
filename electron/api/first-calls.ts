import { AppError, errorData, type AppErrorCode } from '#shared/errors.ts';
import type { AlbumSummary } from '#shared/models/album.ts';
import type { Account } from '#shared/models/session.ts';
import { listAlbums } from './albums.ts';
import { discard } from '../transport/body.ts';
import type { ApiClient } from './client.ts';
import { allImages } from './image-syncs.ts';
import { currentUser, organization, type Organization } from './user.ts';

/** What the first calls after a sign-in found; null where one was refused or failed. */
export interface FirstAnswers {
  user: Account['user'] | null;
  organization: Organization | null;
  albums: AlbumSummary[] | null;
}

/** Answers of the API that say of one call that it could not be had, and nothing of the token. */
const undecided: ReadonlySet<AppErrorCode> = new Set([
  'access-denied',
  'not-found',
  'refused',
  'server-failed',
]);

/**
 * The first calls with new credentials. None decides alone: one 401 is one missing right (api.md). `GET /organization`
 * is asked beside them; its failure decides nothing.
 * @param namesAlbums the token itself names albums, so that it may be good for these and nothing else
 * @throws AppError `nothing-allowed` where all that was asked, `image_syncs` included, is refused; else, where nothing
 * succeeded, why the server was not reached or understood; `not-sharinpix` where it knows none of these calls
 */
export async function firstCalls(client: ApiClient, namesAlbums: boolean): Promise<FirstAnswers> {
  const [user, albums, ours] = await Promise.allSettled([
    currentUser(client),
    listAlbums(client),
    organization(client),
  ]);
  if (user.status === 'rejected' && albums.status === 'rejected' && ours.status === 'rejected')
    await judge(client, [user.reason, albums.reason], namesAlbums);
  return { user: valueOf(user), organization: valueOf(ours), albums: valueOf(albums) };
}

async function judge(client: ApiClient, failures: readonly unknown[], namesAlbums: boolean): Promise<void> {
  const errors = failures.map((thrown) =>
    thrown instanceof Error ? thrown : new AppError({ code: 'internal' }),
  );
  const isDenied = (error: unknown): boolean => errorData(error).code === 'access-denied';
  const decisive = errors.find((error) => !undecided.has(errorData(error).code));
  if (decisive !== undefined) throw decisive;
  // Neither call came as far as the token: this is a server that is down, or none of SharinPix.
  const [first] = errors;
  if (first !== undefined && !errors.some(isDenied)) {
    const isDown = errorData(first).code === 'server-failed';
    throw isDown ? first : new AppError({ code: 'not-sharinpix', host: new URL(client.origin).host });
  }
  if (namesAlbums) return;
  try {
    const { body } = await allImages(client);
    await discard(body);
  } catch (error) {
    const data = errorData(error);
    if (data.code === 'access-denied') throw new AppError({ ...data, code: 'nothing-allowed' });
    if (!undecided.has(data.code)) throw error;
  }
}

const valueOf = <T>(settled: PromiseSettledResult<T>): T | null =>
  settled.status === 'fulfilled' ? settled.value : null;
