/** One state of the search: what was read last is the beginning of a pattern, as far as it goes. */
interface State {
  next: Map<number, State>;
  /** The state of the longest shorter beginning that what was read also ends in. */
  shorter: State | null;
  /** The length of the longest pattern that ends here; 0: none. */
  longest: number;
}

/**
 * Gives a function that finds all of these patterns in a text of bytes, in one pass over it (Aho and Corasick): its cost
 * grows with the text's length, whatever the patterns are. It gives where they stand, from and to, in order; those that
 * overlap are given as one.
 */
export function createSearch(patterns: readonly Uint8Array[]) {
  const root: State = { next: new Map(), shorter: null, longest: 0 };
  for (const pattern of patterns) stateOf(root, pattern).longest = pattern.length;
  linkShorter(root);

  return (text: Uint8Array): [from: number, to: number][] => {
    const found: [number, number][] = [];
    let state = root;
    for (const [at, code] of text.entries()) {
      state = step(root, state, code);
      if (state.longest === 0) continue;
      let from = at + 1 - state.longest;
      while ((found.at(-1)?.[1] ?? -1) > from) from = Math.min(from, found.pop()?.[0] ?? from);
      found.push([from, at + 1]);
    }
    return found;
  };
}

function stateOf(root: State, pattern: Uint8Array): State {
  let state = root;
  for (const code of pattern) {
    const known = state.next.get(code) ?? { next: new Map<number, State>(), shorter: null, longest: 0 };
    state.next.set(code, known);
    state = known;
  }
  return state;
}

function step(root: State, from: State, code: number): State {
  for (let state: State | null = from; state !== null; state = state.shorter) {
    const next = state.next.get(code);
    if (next !== undefined) return next;
  }
  return root;
}

/** The shorter states first, since the longer ones are linked by them. */
function linkShorter(root: State): void {
  const states = [root];
  for (const state of states) {
    for (const [code, next] of state.next) {
      next.shorter = state.shorter === null ? root : step(root, state.shorter, code);
      next.longest = Math.max(next.longest, next.shorter.longest);
      states.push(next);
    }
  }
}
