import { useEffect, useRef, type RefObject } from 'react';

/** For what takes the place of something that had the focus, and with it would let it fall out of the view. */
export function useFocusIfLost<Part extends HTMLElement>(): RefObject<Part | null> {
  const part = useRef<Part>(null);
  useEffect(() => {
    if (document.activeElement === document.body) part.current?.focus();
  }, []);
  return part;
}
