import { albumId } from '#shared/models/album.ts';
import { mark, sharingId } from '#shared/models/sharing.ts';
import type { Journal } from '../journal/journal.ts';
import type { Library } from '../library/library.ts';

/** An account's id is letters and digits (`shared/models/session.ts`). */
const route = /^\/marks\/([a-z0-9]{8,40})$/;
const revisionText = /^\d{1,16}$/;

export interface MarksParts {
  journal: Pick<Journal, 'known'>;
  library: Pick<Library, 'marks'>;
  /** Whoever is there, and the origin of the server; null where nobody is. */
  account: () => { id: string; server: string } | null;
}

/**
 * Answers `/marks/<account>?album=&sharing=&revision=&v=` (shared/addresses.ts) with a byte an image of the album
 * (`mark`), by what the journal knows of the sharing now; the server is not asked. `v` only makes another address.
 *
 * 404: another account, or an album that is not held; 405: not a GET; 409: the album has changed, the page is about to be
 * told of its next revision. Their bodies are empty.
 */
export function createMarksRoute({ journal, library, account }: MarksParts) {
  return async (request: Request): Promise<Response> => {
    if (request.method !== 'GET') return answer(405);
    const { pathname, searchParams } = new URL(request.url);
    const [, accountId] = route.exec(pathname) ?? [];
    const there = account();
    const album = albumId.safeParse(searchParams.get('album'));
    const sharing = sharingId.safeParse(searchParams.get('sharing'));
    const revision = searchParams.get('revision') ?? '';
    if (there === null || there.id !== accountId) return answer(404);
    if (!album.success || !sharing.success || !revisionText.test(revision)) return answer(404);

    const known = await journal.known({ accountId, server: there.server, sharingId: sharing.data });
    const marks = (ids: Uint8Array<ArrayBuffer>, sharedAt: Float64Array<ArrayBuffer>) =>
      library.marks(accountId, album.data, ids, sharedAt);
    const found = await marks(known.ids, known.sharedAt);
    if (found !== null && known.uncertain.length > 0) {
      const uncertain = await marks(known.uncertain, new Float64Array());
      if (uncertain?.revision !== found.revision) return answer(409);
      uncertain.marks.forEach((byte, position) => {
        if (byte !== mark.notShared) found.marks[position] = mark.uncertain;
      });
    }
    // Whoever was there may have gone meanwhile.
    if (found === null || account()?.id !== accountId) return answer(404);
    return found.revision === Number(revision) ? answer(200, found.marks) : answer(409);
  };
}

const answer = (status: number, body: Uint8Array<ArrayBuffer> | null = null): Response =>
  new Response(body, {
    status,
    headers: {
      'Content-Type': 'application/octet-stream',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  });
