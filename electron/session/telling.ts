/** Listeners that are told of one thing whenever it has changed. */
export interface Telling<T> {
  /** Tells it, unless it is what was told last. */
  tell(now: T): void;
  /** Gives the function that stops it. */
  listen(listener: (now: T) => void): () => void;
}

/** Nobody listens yet, and nothing was told. */
export function createTelling<T>(): Telling<T> {
  const listeners = new Set<(now: T) => void>();
  let told = '';
  return {
    tell: (now) => {
      const text = JSON.stringify(now);
      if (text === told) return;
      told = text;
      for (const listener of listeners) listener(now);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
