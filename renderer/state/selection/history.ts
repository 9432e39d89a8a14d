import { sameSelection, type Selection } from './selection.ts';

/** A selection with what it was before and what was undone. */
export interface History {
  readonly now: Selection;
  /** Oldest first. */
  readonly past: readonly Selection[];
  /** What `redo` gives next stands last. */
  readonly future: readonly Selection[];
}

/** 100,000 images take 12.5 KB a step. */
const steps = 100;

export const startOf = (now: Selection): History => ({ now, past: [], future: [] });

/** Makes `next` the selection; a step of its own only where other images are selected by it. */
export function changed(history: History, next: Selection): History {
  if (sameSelection(history.now, next)) return { ...history, now: next };
  return { now: next, past: [...history.past, history.now].slice(-steps), future: [] };
}

export function undone(history: History): History {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return { now: before, past: history.past.slice(0, -1), future: [...history.future, history.now] };
}

export function redone(history: History): History {
  const next = history.future.at(-1);
  if (next === undefined) return history;
  return { now: next, past: [...history.past, history.now], future: history.future.slice(0, -1) };
}

/** Every step made regular for an album that is not as it was. */
export function mapHistory(history: History, map: (selection: Selection) => Selection): History {
  return { now: map(history.now), past: history.past.map(map), future: history.future.map(map) };
}
