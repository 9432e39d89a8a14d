import { columnsAddress } from '#shared/addresses.ts';
import { columnsOf, readPart, type Columns, type Part } from '#shared/columns/read.ts';
import { AppError } from '#shared/errors.ts';
import type { AlbumState } from '#shared/models/album.ts';

/** An album's images at one revision: its parts as one. */
export interface LoadedAlbum {
  revision: number;
  /** Of its parts, as `AlbumState.parts` has them. */
  keys: readonly number[];
  columns: Columns;
  /** More images will follow at its end: the album still arrives, or parts of it are on their way to the page. */
  growing: boolean;
}

interface Loading {
  /** What the main process said last of the album. */
  newest: () => AlbumState | undefined;
  /** What is on the screen; undefined before anything is. */
  shown: () => LoadedAlbum | undefined;
  show: (loaded: LoadedAlbum) => void;
  signal: AbortSignal;
}

/**
 * Fetches what the newest state has and the page has not, part by part, and goes on until no newer state was told.
 * @returns the newest state's images; every state on the way there was shown.
 * @throws AppError `unknown-album` where a part is not there any more and no newer state was told.
 */
export async function loadNewest({ newest, shown, show, signal }: Loading): Promise<LoadedAlbum> {
  const former = shown();
  const held = new Map(former?.keys.map((key, i) => [key, former.columns.parts[i]]));
  for (;;) {
    const state = newest();
    if (state === undefined) throw new AppError({ code: 'unknown-album' });
    for (const key of held.keys()) if (!state.parts.includes(key)) held.delete(key);
    try {
      await fetchMissing(state, held, signal, () => {
        // The first screen does not wait for the last part.
        if (shown() === undefined) show(composed(state, state.parts.slice(0, 1), held, undefined));
      });
      signal.throwIfAborted();
      const loaded = composed(state, state.parts, held, shown());
      if (newest() === state) return loaded;
      show(loaded);
    } catch (error) {
      // A state that has passed takes its parts along; the newer one counts.
      if (signal.aborted || newest() === state) throw error;
    }
  }
}

/** Over HTTP a page has six connections to its origin, and the pictures on the screen go first. */
const atOnce = 2;

/** Fetches the parts of `state` that are not held, in their order. @param first the first part of all is there. */
async function fetchMissing(
  { accountId, parts }: AlbumState,
  held: Map<number, Part | undefined>,
  signal: AbortSignal,
  first: () => void,
): Promise<void> {
  const missing = each(parts.filter((key) => !held.has(key)));
  const fetchOn = async (): Promise<void> => {
    // One generator for all: what fails ends it, and with it the others.
    for (const key of missing) {
      held.set(key, await fetchPart(accountId, key, signal));
      if (key === parts[0]) first();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, fetchOn));
}

function* each<T>(values: readonly T[]): Generator<T> {
  yield* values;
}

async function fetchPart(accountId: string, key: number, signal: AbortSignal): Promise<Part> {
  const response = await fetch(columnsAddress(accountId, key), { signal });
  if (!response.ok) {
    throw new AppError(
      response.status === 404 ? { code: 'unknown-album' } : { code: 'storage-failed', detail: 'other' },
    );
  }
  return readPart(new Uint8Array(await response.arrayBuffer()));
}

/** The album of these parts; the same columns where they are what is shown already. */
function composed(
  state: AlbumState,
  keys: readonly number[],
  held: ReadonlyMap<number, Part | undefined>,
  shown: LoadedAlbum | undefined,
): LoadedAlbum {
  const isShown = shown?.keys.length === keys.length && keys.every((key, i) => key === shown.keys[i]);
  return {
    revision: state.revision,
    keys,
    columns: isShown ? shown.columns : columnsOf(keys.flatMap((key) => held.get(key) ?? [])),
    growing: state.arriving || keys.length < state.parts.length,
  };
}
