/** So many are remembered; the longest ago are forgotten, which costs no more than being asked for again. */
const most = 2_000;

/** Of a picture that could not be had: the address at which the main process tries again before its own time. */
export const againAddress = (address: string): string => `${address}&again=1`;

/**
 * Addresses of pictures that could not be had. They are not asked for again each time they come into sight (fault 57),
 * but when the user says so or there is reason to think that it would go better now.
 */
export class FailedPictures {
  private readonly failed = new Set<string>();
  private readonly again = new Set<string>();

  has(address: string): boolean {
    return this.failed.has(address);
  }

  add(address: string): void {
    this.failed.delete(address);
    this.failed.add(address);
    keepNewest(this.failed);
  }

  /** It is to be tried again. */
  retry(address: string): void {
    if (!this.failed.delete(address)) return;
    this.again.add(address);
    keepNewest(this.again);
  }

  /** All are to be tried again. */
  retryAll(): void {
    for (const address of this.failed) this.retry(address);
  }

  /** The address to ask; of one that is to be tried again, `againAddress`. */
  addressOf(address: string): string {
    return this.again.has(address) ? againAddress(address) : address;
  }
}

function keepNewest(all: Set<string>): void {
  for (const oldest of all) {
    if (all.size <= most) return;
    all.delete(oldest);
  }
}
