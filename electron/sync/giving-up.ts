import type { AppErrorCode, AppErrorData } from '#shared/errors.ts';

/** Every chunk would meet these too: one is enough. A refusal may be of one album that an id is in (api.md). */
const ofEveryChunk: ReadonlySet<AppErrorCode> = new Set(['storage-failed', 'rate-limited']);

/**
 * When to ask no more. A line that breaks takes all calls with it that are under way, which is one accident; where a
 * call that began after it fails alike, it is none, and a thousand more would each wait for it.
 */
export class GivingUp {
  /** Why the rest is not asked; null: it is. */
  because: AppErrorData | null = null;
  anyAnswered = false;
  private failures = 0;
  private streak: { code: AppErrorCode; since: number } | null = null;

  /** A call begins; what this gives is to be given to `failed`. */
  began(): number {
    return this.failures;
  }

  answered(): void {
    this.anyAnswered = true;
    this.streak = null;
  }

  failed(error: AppErrorData, began: number): void {
    this.failures += 1;
    const isAlike = this.streak?.code === error.code;
    const isAnew = this.streak !== null && began >= this.streak.since;
    if (ofEveryChunk.has(error.code) || (isAlike && isAnew)) this.because ??= error;
    if (!isAlike) this.streak = { code: error.code, since: this.failures };
  }
}
