import { useEffect, useRef, useState } from 'react';
import type { Columns } from '#shared/columns/read.ts';
import { useCompleteImages } from '../../queries/album.ts';
import { goSize, incompleteCount, nextIncomplete } from './incomplete.ts';

/** Asks for tags and uploader of all images that lack them, part by part until it is stopped, fails or the album is left. */
export function useCompleteRest(albumId: string, columns: Columns) {
  const complete = useCompleteImages(albumId);
  const [running, setRunning] = useState(false);
  const stopped = useRef(false);
  /** Every answer makes others of them: no list of ids is held over it. */
  const latest = useRef(columns);
  useEffect(() => {
    latest.current = columns;
  }, [columns]);
  useEffect(
    () => () => {
      stopped.current = true;
    },
    [],
  );

  async function run(): Promise<void> {
    const size = goSize(incompleteCount(latest.current));
    let go = nextIncomplete(latest.current, 0, size);
    while (go.ids.length > 0 && !stopped.current) {
      await complete.mutateAsync(go.ids);
      go = nextIncomplete(latest.current, go.next, size);
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
