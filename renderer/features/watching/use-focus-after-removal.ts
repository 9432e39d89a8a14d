import { useEffect, useRef, type RefObject } from 'react';
import type { Watch } from '#shared/models/watch.ts';

/** Where the focus goes when the watch that has it is removed. */
interface FocusAfterRemoval {
  list: RefObject<HTMLUListElement | null>;
  /** To be called when one is to be removed. */
  removing: (watchId: string) => void;
}

/**
 * Whoever removes one watch by key goes on with the next one's button, or with what stands before the list; else the
 * focus would fall to the page.
 */
export function useFocusAfterRemoval(watches: readonly Watch[]): FocusAfterRemoval {
  const list = useRef<HTMLUListElement>(null);
  const removed = useRef<{ id: string; at: number; before: Element | null } | null>(null);
  useEffect(() => {
    const gone = removed.current;
    if (gone === null || watches.some(({ id }) => id === gone.id)) return;
    removed.current = null;
    // Who has gone elsewhere meanwhile stays there.
    if (document.activeElement !== document.body) return;
    const items = list.current?.children ?? [];
    const item = items[Math.min(gone.at, items.length - 1)];
    const next = item?.querySelector<HTMLElement>(':scope > button:last-of-type');
    if (next !== null && next !== undefined) next.focus();
    else if (gone.before instanceof HTMLElement) gone.before.focus();
  }, [watches]);
  return {
    list,
    removing: (id) => {
      const before = list.current?.closest('section')?.previousElementSibling ?? null;
      removed.current = { id, at: watches.findIndex((watch) => watch.id === id), before };
    },
  };
}
