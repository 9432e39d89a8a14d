import { create } from 'zustand';
import type { Columns } from '#shared/columns/read.ts';
import { changed, mapHistory, redone, startOf, undone, type History } from './selection/history.ts';
import { recall, remember } from './selection/memory.ts';
import { movePositions, movesBetween, moveSelection, type Moves } from './selection/moves.ts';
import { allPositions, has, type Positions } from './selection/positions.ts';
import { nothingSelected, type Selection } from './selection/selection.ts';

/** Everything here is positions, and these are the columns they count in. */
interface Place {
  accountId: string;
  albumId: string;
  columns: Columns;
  /** More images will follow at the end of the album. */
  growing: boolean;
}

interface SelectionState {
  /** Null before an album is shown. */
  place: Place | null;
  history: History;
  /** What a rectangle being drawn would select; null while none is drawn. */
  preview: Positions | null;
  /** The image that keys go on from; null before one was reached. */
  active: number | null;
  /**
   * What was selected when `Show only selected` was pressed; null while it is not. What is deselected meanwhile stays
   * in sight, so that a slip of the hand does not empty the screen.
   */
  only: Positions | null;
  /** What was kept from before a reload is still to be found: its images have not all arrived. */
  recalling: boolean;
}

export const useSelection = create<SelectionState>()(() => ({
  place: null,
  history: startOf(nothingSelected(0)),
  preview: null,
  active: null,
  only: null,
  recalling: false,
}));

const get = useSelection.getState;
const set = useSelection.setState;

/** What is drawn as selected: the selection, or the rectangle's preview of it. */
export const chosenIn = (state: SelectionState): Positions => state.preview ?? state.history.now.chosen;

export const isSelected =
  (position: number) =>
  (state: SelectionState): boolean =>
    has(chosenIn(state), position);

/**
 * Makes the selection belong to these columns: follows every image by its id where the same album changed (an image
 * that was removed is not selected any more, nothing else is lost), else recalls what was selected there.
 */
export function placeSelection(place: Place): void {
  const { place: former, recalling } = get();
  if (former?.accountId !== place.accountId || former.albumId !== place.albumId) {
    const history = startOf(nothingSelected(place.columns.count));
    set({ place, history, preview: null, active: null, only: null, recalling: true });
    recallSelection(place);
    return;
  }
  const moves = movesBetween(former.columns, place.columns);
  const all = former.growing && hasAll(former.columns.count);
  if (moves === null) set({ place });
  else follow(place, moves);
  // Who has selected all of an album that still arrives has meant all of it.
  if (all) selectAll(place.columns.count);
  if (recalling) recallSelection(place);
  // An album that has only grown is recalled by what was kept before.
  else if (moves !== null && moves.settled < former.columns.count) keep();
}

function follow(place: Place, moves: Moves): void {
  set(({ history, preview, active, only }) => ({
    place,
    history: mapHistory(history, (selection) => moveSelection(selection, moves)),
    preview: preview === null ? null : movePositions(preview, moves),
    active: active === null ? null : moves.at(active),
    only: only === null ? null : movePositions(only, moves),
  }));
}

const hasAll = (count: number): boolean => count > 1 && get().history.now.chosen.size === count;

function selectAll(count: number): void {
  set(({ history }) => ({
    history: { ...history, now: { ...history.now, chosen: allPositions(count) } },
  }));
}

function recallSelection(place: Place): void {
  const chosen = recall(sessionStorage.getItem(keyOf(place)), place.columns, place.growing);
  if (chosen !== null) set({ history: startOf({ chosen, anchor: null }), recalling: false });
}

/** Changes the selection, as one step that can be undone. */
export function select(change: (now: Selection) => Selection): void {
  const { history } = get();
  const next = change(history.now);
  set({ history: changed(history, next), preview: null });
  // Keys that only move must not write a large selection again and again.
  if (next.chosen === history.now.chosen) return;
  set({ recalling: false });
  keep();
}

export function undoSelection(): void {
  set(({ history }) => ({ history: undone(history), preview: null }));
  keep();
}

export function redoSelection(): void {
  set(({ history }) => ({ history: redone(history), preview: null }));
  keep();
}

export const previewSelection = (preview: Positions | null): void => set({ preview });

export const setActive = (active: number | null): void => set({ active });

export function showOnlySelected(on: boolean): void {
  set(({ history }) => ({ only: on ? history.now.chosen : null }));
}

/** Leaves the album: nothing is selected on the screen. What was is recalled when it is shown again. */
export const leaveSelection = (): void => set(useSelection.getInitialState());

/** Forgets what was selected in albums of accounts that are not there any more. */
export function forgetSelectionsBut(accountIds: readonly string[]): void {
  const keys = Array.from({ length: sessionStorage.length }, (_, i) => sessionStorage.key(i) ?? '');
  for (const key of keys) {
    const [kind, accountId = ''] = key.split('/');
    if (kind === 'selection' && !accountIds.includes(accountId)) sessionStorage.removeItem(key);
  }
}

function keep(): void {
  const { place, history, recalling } = get();
  if (place === null || recalling) return;
  try {
    sessionStorage.setItem(keyOf(place), remember(history.now.chosen, place.columns));
  } catch {
    // The storage is full: better no memory than one of another selection.
    sessionStorage.removeItem(keyOf(place));
  }
}

const keyOf = ({ accountId, albumId }: Place): string => `selection/${accountId}/${albumId}`;
