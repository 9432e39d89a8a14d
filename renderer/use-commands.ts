import { useEffect, useEffectEvent } from 'react';
import { tinykeys } from 'tinykeys';
import { useResync } from './features/resync/use-resync.ts';
import { useSignOut } from './queries/session.ts';
import { useMenuCommand, type MenuCommand } from './queries/use-menu-command.ts';
import { useView } from './state/view.ts';

/**
 * Carries out what the menu or its keys say and what is not the album's own business: finding, resyncing, signing out.
 * A menu shows its keys and leaves pressing them to the page (electron/menu.ts).
 */
export function useCommands(): void {
  const resync = useResync();
  const signOut = useSignOut();

  function carryOut(command: MenuCommand) {
    const { albumId, overlay } = useView.getState();
    switch (command) {
      case 'find':
        if (overlay === null) document.querySelector<HTMLElement>('input[type="search"]')?.focus();
        break;
      case 'resync-album':
        // Its report would take the place of what is open, and of what was typed there; of the former report it may.
        if (overlay !== null && overlay.kind !== 'resync-report') break;
        if (albumId !== null && !resync.running) resync.album(albumId);
        break;
      case 'sign-out':
        signOut.mutate();
        break;
      case 'select-all':
      case 'share':
        // The album's own (`useAlbumKeys`): it knows what is shown and what is selected.
        break;
    }
  }

  useMenuCommand(carryOut);
  const pressed = useEffectEvent(carryOut);

  useEffect(() => {
    const press = (command: MenuCommand) => (event: KeyboardEvent) => {
      event.preventDefault();
      pressed(command);
    };
    return tinykeys(
      window,
      // By letter, not by place: keyboards differ.
      { '$mod+f': press('find'), '$mod+Shift+r': press('resync-album') },
      // Also while a field has the focus.
      { ignore: ({ isComposing }) => isComposing },
    );
  }, []);
}
