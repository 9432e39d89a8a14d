import { create } from 'zustand';

/** A line that tells what has happened; it goes by itself. */
export interface Notice {
  id: number;
  text: string;
  action: { label: string; run: () => void } | null;
}

export const useNotices = create<{ notices: Notice[] }>()(() => ({ notices: [] }));

let lastId = 0;

/** More than these are of no use to anyone: what is going on says itself elsewhere. */
const mostKept = 9;

/** Tells what has happened, with at most one thing to do about it. What went wrong is an `ErrorNote` instead. */
export function notify(text: string, action: Notice['action'] = null): void {
  lastId += 1;
  const notice = { id: lastId, text, action };
  useNotices.setState(({ notices }) => ({ notices: [...notices.slice(1 - mostKept), notice] }));
}

export const dismissNotice = (id: number): void =>
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));

export const dismissAllNotices = (): void => useNotices.setState({ notices: [] });
