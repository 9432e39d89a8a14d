import { AppError, withCall, type AppErrorData, type CallFacts } from '#shared/errors.ts';

/** A call, for whatever is found wrong with its answer: the library reads bytes, and knows nothing of where they are from. */
export class Answered {
  private facts: CallFacts | null = null;

  /** The answer's head is there. */
  by(facts: CallFacts): void {
    this.facts = facts;
  }

  /** What is wrong with the answer, with its call. */
  wrong(error: AppErrorData): AppError {
    return new AppError(this.facts === null ? error : withCall(error, this.facts));
  }

  /** What comes of reading it; errors of the app say their call. */
  async read<T>(reading: Promise<T>): Promise<T> {
    try {
      return await reading;
    } catch (thrown) {
      if (this.facts === null || !(thrown instanceof AppError)) throw thrown;
      throw new AppError(withCall(thrown.data, this.facts), { cause: thrown });
    }
  }
}
