/** Far more than a person opens in a session. */
const maxAlbums = 1_000;

/** Lets go of what was put in first: a page gone astray may name albums without end. */
export function keepNewest(byAlbum: Set<string> | Map<string, unknown>): void {
  for (const first of byAlbum.keys()) {
    if (byAlbum.size <= maxAlbums) return;
    byAlbum.delete(first);
  }
}
