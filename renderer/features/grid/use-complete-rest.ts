import { useEffect, useRef, useState } from 'react';
import type { Columns } from '#shared/columns/read.ts';
import { useCompleteImages } from '../../queries/album.ts';
import { incompleteIds, nextPart } from './incomplete.ts';

/** Asks for tags and uploader of all images that lack them, part by part until it is stopped, fails or the album is left. */
export function useCompleteRest(albumId: string, columns: Columns) {
  const complete = useCompleteImages(albumId);
  const [running, setRunning] = useState(false);
  const stopped = useRef(false);
  useEffect(
    () => () => {
      stopped.current = true;
    },
    [],
  );

  async function run(): Promise<void> {
    let ids = incompleteIds(columns);
    while (ids.length > 0 && !stopped.current) {
      const part = nextPart(ids);
      await complete.mutateAsync(part);
      ids = ids.slice(part.length);
    }
  }

  return {
    running,
    error: complete.error,
    start: () => {
      stopped.current = false;
      setRunning(true);
      // What failed is `error`.
      run()
        .catch(() => undefined)
        .finally(() => setRunning(false));
    },
    stop: () => {
      stopped.current = true;
    },
  };
}
