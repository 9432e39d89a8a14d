import { create } from 'zustand';

/** What of the album is shown and how; only the screen knows it, no server. */
interface View {
  /** The open album; null before one is chosen. */
  albumId: string | null;
  /** Text of `Search images`. */
  search: string;
  sort: Sort;
  /** The one dialog or view that is open over the grid. */
  overlay: Overlay | null;
  /** The report that a dialog was opened over, to come back to. */
  under: Overlay | null;
}

export type Sort = 'position' | 'taken' | 'uploaded' | 'name' | 'size';

export type Overlay =
  | { kind: 'share'; imageIds: string[] }
  | { kind: 'share-job'; jobId: string }
  | { kind: 'resync-by-ids' }
  | { kind: 'resync-report' }
  | { kind: 'account' }
  | { kind: 'viewer'; imageId: string };

export const useView = create<View>()(() => ({
  albumId: null,
  search: '',
  sort: 'position',
  overlay: null,
  under: null,
}));

/** Opens an album; the search belongs to the album that was open, sorting stays. */
export const openAlbum = (albumId: string): void =>
  useView.setState({ albumId, search: '', overlay: null, under: null });

export const showOverlay = (overlay: Overlay | null): void =>
  useView.setState(({ overlay: former }) => ({
    overlay,
    under: overlay !== null && former?.kind === 'resync-report' ? former : null,
  }));

/** Closes a dialog; the report is there again where it was opened over it. */
export const closeDialog = (): void => useView.setState(({ under }) => ({ overlay: under, under: null }));
