/** A session asks for some hundreds at most; the ids of those asked for long ago stand in no file of today. */
const most = 2_000;

/** Ids of sharings that were asked for, in memory, so that they can be taken out of whatever is handed on. */
export interface KnownSharings {
  add(sharingId: string): void;
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
    all: () => [...ids],
  };
}
