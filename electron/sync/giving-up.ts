import type { AppErrorCode, AppErrorData } from '#shared/errors.ts';

/** Every chunk would meet these too: one is enough. A refusal may be of one album that an id is in (api.md). */
const ofEveryChunk: ReadonlySet<AppErrorCode> = new Set(['storage-failed', 'rate-limited']);

/** So many alike, each begun after the first had failed, are no accident. */
const mostAlike = 1;
/** Where answers break off or never come, it may be a few chunks' own while the others are still on their way. */
const mostBroken = 3;

const isBroken = (error: AppErrorData): boolean =>
  error.code === 'not-reached' && (error.reason === 'reset' || error.reason === 'timeout');

/**
 * When to ask no more. A line that breaks takes all calls with it that are under way, which is one accident; where a
 * call that began after it fails alike, it is none, and a thousand more would each wait for it.
 */
export class GivingUp {
  /** Why the rest is not asked; null: it is. */
  because: AppErrorData | null = null;
  anyAnswered = false;
  private failures = 0;
  private streak: { code: AppErrorCode; since: number; anew: number } | null = null;

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
    const most = isBroken(error) ? mostBroken : mostAlike;
    if (this.streak?.code !== error.code) this.streak = { code: error.code, since: this.failures, anew: 0 };
    else if (began >= this.streak.since) this.streak.anew += 1;
    if (ofEveryChunk.has(error.code) || this.streak.anew >= most) this.because ??= error;
  }
}
