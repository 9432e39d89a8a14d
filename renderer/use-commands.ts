import { useEffect, useEffectEvent } from 'react';
import { tinykeys } from 'tinykeys';
import type { EventData } from '#shared/contract.ts';
import { listen } from './bridge.ts';
import { useResync } from './features/resync/use-resync.ts';
import { useSignOut } from './queries/session.ts';
import { useView } from './state/view.ts';

/**
 * Carries out what the menu or its keys say and what is not the album's own business: finding, resyncing, signing out.
 * A menu shows its keys and leaves pressing them to the page (electron/menu.ts).
 */
export function useCommands(): void {
  const resync = useResync();
  const signOut = useSignOut();

  const carryOut = useEffectEvent((command: EventData<'menu.command'>) => {
    const { albumId, overlay } = useView.getState();
    switch (command) {
      case 'find':
        if (overlay === null) document.querySelector<HTMLElement>('input[type="search"]')?.focus();
        break;
      case 'resync-album':
        if (albumId !== null && !resync.running) resync.album(albumId);
        break;
      case 'sign-out':
        signOut.mutate();
        break;
      case 'select-all':
      case 'share':
        // The album's own: it knows what is shown and what is selected.
        break;
    }
  });

  useEffect(() => {
    const stop = listen('menu.command', (command) => carryOut(command));
    const press = (command: EventData<'menu.command'>) => (event: KeyboardEvent) => {
      event.preventDefault();
      carryOut(command);
    };
    const unbind = tinykeys(
      window,
      // By letter, not by place: keyboards differ.
      { '$mod+f': press('find'), '$mod+Shift+r': press('resync-album') },
      // Also while a field has the focus.
      { ignore: ({ isComposing }) => isComposing },
    );
    return () => {
      stop();
      unbind();
    };
  }, []);
}
