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
  /** The views that it was opened over, to come back to: a dialog over a report that was opened from the history. */
  under: readonly Overlay[];
}

export type Sort = 'position' | 'taken' | 'uploaded' | 'name' | 'size';

export type Overlay =
  | { kind: 'share'; imageIds: string[] }
  | { kind: 'share-job'; jobId: string }
  | { kind: 'resync-by-ids' }
  | { kind: 'resync-many'; albumId: string; imageIds: string[] }
  | { kind: 'resync-report'; resyncId: string }
  /** `chosen`: moments to be compared, kept while a report is open over it. */
  | { kind: 'resyncs'; albumId: string | null; chosen?: readonly string[] }
  | { kind: 'queue' }
  | { kind: 'health' }
  | { kind: 'account' }
  | { kind: 'add-account' }
  | { kind: 'token-lens' }
  | { kind: 'viewer'; imageId: string };

/** These stand in the album's place; all others are dialogs, or belong to the album. */
const viewKinds = ['resync-report', 'resyncs', 'queue', 'health'] as const;
export type ViewOverlay = Extract<Overlay, { kind: (typeof viewKinds)[number] }>;

export const isView = (overlay: Overlay): overlay is ViewOverlay =>
  (viewKinds as readonly string[]).includes(overlay.kind);

export const useView = create<View>()(() => ({
  albumId: null,
  search: '',
  sort: 'position',
  overlay: null,
  under: [],
}));

/** The view that stands in the album's place, also where a dialog is open over it. */
export const shownView = ({ overlay, under }: View): ViewOverlay | null =>
  [...under, ...(overlay === null ? [] : [overlay])].findLast(isView) ?? null;

/** Opens an album; the search belongs to the album that was open, sorting stays. */
export const openAlbum = (albumId: string): void =>
  useView.setState({ albumId, search: '', overlay: null, under: [] });

/** Shows a dialog or a view, over the view that is there; null shows the album. */
export const showOverlay = (overlay: Overlay | null): void =>
  useView.setState(({ overlay: former, under }) => ({
    overlay,
    under: overlay === null ? [] : former !== null && isView(former) ? [...under, former] : under,
  }));

/** Closes the dialog or the view; what it was opened over is there again. */
export const closeOverlay = (): void =>
  useView.setState(({ under }) => ({ overlay: under.at(-1) ?? null, under: under.slice(0, -1) }));
