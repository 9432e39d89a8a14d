import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import { tinykeys } from 'tinykeys';
import { closeOverlay, isView, useView } from '../../state/view.ts';

/**
 * A view in the album's place: it takes the focus, Escape goes back, and the focus goes back to where it was.
 * @param isBusy true while a dialog of its own is open
 */
export function useRegion(isBusy = false): RefObject<HTMLElement | null> {
  const region = useRef<HTMLElement>(null);
  useEffect(() => moveFocus(region.current), []);
  // A dialog that was open over it had the focus of what is behind it at heart, not of this.
  const isUppermost = useView(({ overlay }) => overlay !== null && isView(overlay));
  useEffect(() => {
    if (isUppermost && document.activeElement === document.body) region.current?.focus();
  }, [isUppermost]);
  const close = useEffectEvent((event: KeyboardEvent) => {
    const { overlay } = useView.getState();
    // A dialog over it closes first.
    if (event.defaultPrevented || isBusy || overlay === null || !isView(overlay)) return;
    event.preventDefault();
    closeOverlay();
  });
  useEffect(
    () =>
      tinykeys(
        window,
        { Escape: (event) => close(event) },
        // Also while a checkbox has the focus.
        { ignore: ({ isComposing }) => isComposing },
      ),
    [],
  );
  return region;
}

/** Takes the focus to the view; gives the function that takes it back to where it was, else to the album's images. */
function moveFocus(view: HTMLElement | null): () => void {
  const former = document.activeElement;
  view?.focus();
  return () => {
    const back =
      former !== document.body && former?.isConnected ? former : document.querySelector('[role="grid"]');
    if (back instanceof HTMLElement) back.focus();
  };
}
