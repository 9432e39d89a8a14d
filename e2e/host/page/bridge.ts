import type { Wire } from './wire.ts';

/**
 * Electron's context bridge: values and calls between two worlds of one page, that of the preload and that of the page.
 * Worlds share the page's objects and no script value, so an event target that only the two ends hold carries text;
 * its events are delivered while they are dispatched, so a call gives its result at once, as Electron's does. Sent to
 * the page as text, like `createWire`.
 * @param here, there the names of this end and of the other
 */
export function createBridge(wire: Wire, channel: EventTarget, here: string, there: string) {
  type Call = (...given: unknown[]) => unknown;
  type Letter = ['call', number, unknown[]] | ['settled', number, boolean, unknown];
  const held = new Map<number, Call>();
  const promised = new Map<number, PromiseWithResolvers<unknown>>();
  let last = 0;
  let answer = '';
  // Taken before any script of the page could put its own in their place.
  const dispatch = channel.dispatchEvent.bind(channel);
  const Message = CustomEvent<string>;

  const hold = (value: object): Record<string, string | number> => {
    const id = (last += 1);
    if (typeof value === 'function') {
      held.set(id, value as Call);
      return { $: 'function', value: id };
    }
    const settle = (ok: boolean, result: unknown) => void send(['settled', id, ok, result]);
    (value as Promise<unknown>).then(
      (result) => settle(true, result),
      (reason: unknown) => settle(false, reason),
    );
    return { $: 'promise', value: id };
  };
  const reach = (tag: string, value: unknown): unknown => {
    const id = value as number;
    if (tag === 'function') return (...given: unknown[]) => send(['call', id, given]);
    const promise = Promise.withResolvers<unknown>();
    promised.set(id, promise);
    return promise.promise;
  };

  function send(letter: Letter): unknown {
    dispatch(new Message(there, { detail: wire.write(letter, hold) }));
    const [ok, result] = wire.read(answer, reach) as [boolean, unknown];
    if (!ok) throw result;
    return result;
  }

  function receive(letter: Letter): unknown {
    const [kind, id] = letter;
    if (kind === 'call') return held.get(id)?.(...letter[2]);
    promised.get(id)?.[letter[2] ? 'resolve' : 'reject'](letter[3]);
    promised.delete(id);
    return undefined;
  }

  channel.addEventListener(here, (event) => {
    let reply: string;
    try {
      reply = wire.write(
        [true, receive(wire.read((event as CustomEvent<string>).detail, reach) as Letter)],
        hold,
      );
    } catch (error) {
      reply = wire.write([false, error instanceof Error ? error : new Error(String(error))]);
    }
    dispatch(new Message(`${there} answer`, { detail: reply }));
  });
  channel.addEventListener(`${here} answer`, (event) => {
    answer = (event as CustomEvent<string>).detail;
  });

  return {
    send: (value: unknown) => wire.write(value, hold),
    receive: (text: string) => wire.read(text, reach),
  };
}
