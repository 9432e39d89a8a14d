import { useEffect, useEffectEvent } from 'react';
import { tinykeys } from 'tinykeys';
import { useMenuCommand } from '../../queries/use-menu-command.ts';
import { redoSelection, select, undoSelection, useSelection } from '../../state/selection.ts';
import { nothingSelected, selectShown } from '../../state/selection/selection.ts';
import type { Shown } from '../../state/selection/shown.ts';
import { useView } from '../../state/view.ts';
import { isText } from '../../ui/text-selection.ts';

interface AlbumKeys {
  shown: Shown;
  share: () => void;
  /** Selects what is not yet shared. */
  selectNotShared: () => void;
}

/**
 * The keys that mean the album wherever the focus is in its view: select all, or what is not yet shared, undo, redo, Escape. In a text they mean
 * the text, in a dialog the dialog. The menu's "select all" and "share" come here as well.
 */
export function useAlbumKeys({ shown, share, selectNotShared }: AlbumKeys): void {
  const selectAllShown = () => select((now) => selectShown(now, shown));
  const selectAll = useEffectEvent(selectAllShown);
  const startShare = useEffectEvent(share);
  const selectRest = useEffectEvent(selectNotShared);

  useMenuCommand((command) => {
    if (useView.getState().overlay !== null) return;
    if (command === 'share') share();
    // Of a text it is `useSelectAllOfText`'s.
    if (command === 'select-all' && !isText(document.activeElement)) selectAllShown();
  });

  useEffect(() => {
    // Before anyone else hears: the Escape that closes a dialog finds it closed already when it comes back up here.
    // A slider or a list that has the focus does not keep these keys; a text does (`albumKey`).
    // By letter, not by place: A and Z stand elsewhere on a French keyboard.
    return tinykeys(
      window,
      {
        '$mod+a': albumKey(() => selectAll()),
        '$mod+Shift+a': albumKey(() => selectRest()),
        '$mod+z': albumKey(undoSelection),
        '$mod+Shift+z': albumKey(redoSelection),
        '$mod+Shift+s': albumKey(() => startShare()),
        Escape: albumKey((event) => {
          // Escape closes a list that is open.
          if (!(event.target instanceof HTMLSelectElement))
            select((now) => nothingSelected(now.chosen.length));
        }),
      },
      { capture: true, ignore: ({ isComposing }) => isComposing },
    );
  }, []);
}

/** Does `act` unless the key belongs to a text, to a dialog or to a rectangle being drawn. */
function albumKey(act: (event: KeyboardEvent) => void) {
  return (event: KeyboardEvent): void => {
    if (useView.getState().overlay !== null || useSelection.getState().preview !== null) return;
    if (isText(event.target)) return;
    event.preventDefault();
    act(event);
  };
}
