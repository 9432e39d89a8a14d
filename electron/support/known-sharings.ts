/** A session asks for some hundreds at most; the ids of those seen long ago stand in no file of today. */
const most = 2_000;

/** Ids of sharings that were asked for or listed, in memory, so that they can be taken out of whatever is handed on. */
export interface KnownSharings {
  add(sharingId: string): void;
  /** Whether a text, such as what a server says of itself, holds one of them. */
  isIn(text: string): boolean;
  all(): string[];
}

export function createKnownSharings(): KnownSharings {
  const ids = new Set<string>();
  return {
    add: (sharingId) => {
      ids.delete(sharingId);
      ids.add(sharingId);
      const [oldest = ''] = ids;
      if (ids.size > most) ids.delete(oldest);
    },
    isIn: (text) => [...ids].some((id) => id !== '' && text.includes(id)),
    all: () => [...ids],
  };
}
