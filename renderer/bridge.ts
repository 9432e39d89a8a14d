import {
  contract,
  events,
  result,
  type Channel,
  type Companion,
  type EventData,
  type EventName,
  type Input,
  type Output,
} from '#shared/contract.ts';
import { AppError } from '#shared/errors.ts';

declare global {
  interface Window {
    readonly companion: Companion;
  }
}

/**
 * Calls the main process. Input and answer are both checked against the contract.
 * @throws AppError with what the main process refused or what failed; `internal` where an answer breaks the contract.
 */
export async function invoke<C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>> {
  const answer = result.safeParse(await window.companion.invoke(channel, input));
  if (!answer.success) throw new AppError({ code: 'internal' }, { cause: answer.error });
  if (!answer.data.ok) throw new AppError(answer.data.error);
  const output = contract[channel].output.safeParse(answer.data.value);
  if (!output.success) throw new AppError({ code: 'internal' }, { cause: output.error });
  // zod cannot follow the index type: the schema that parsed it is this channel's own.
  return output.data as Output<C>;
}

/** Listens to an event of the main process; what breaks the contract is not passed on. Gives the function that stops it. */
export function listen<E extends EventName>(event: E, listener: (data: EventData<E>) => void): () => void {
  return window.companion.on(event, (data) => {
    const read = events[event].safeParse(data);
    if (read.success) listener(read.data as EventData<E>);
  });
}
