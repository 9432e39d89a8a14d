import { EventEmitter } from 'node:events';

/** What the host cannot do. It says so, and never does something else instead. */
export const notImplemented = (name: string): Error =>
  new Error(`${name} is not implemented in the Chromium host`);

/** Asked for by the language itself or by anything that prints a value, of whatever object. */
const silent = new Set(['then', 'toJSON', 'inspect', '$$typeof', 'nodeType', 'asymmetricMatch']);

/** The part as it is, and an error by name for everything that Electron's has and this one has not. */
export function guard<T extends object>(name: string, part: T): T {
  return new Proxy(part, {
    get(target, key, receiver) {
      if (key in target || typeof key === 'symbol') return Reflect.get(target, key, receiver) as unknown;
      if (silent.has(key)) return undefined;
      throw notImplemented(`${name}.${key}`);
    },
  });
}

/** A part of Electron that is not here at all: any use of it is an error by name. */
export function missing(name: string): never {
  const fail = (): never => {
    throw notImplemented(name);
  };
  const target = function (): void {
    // Only there to be called and constructed, which the traps answer.
  };
  return new Proxy(target as never, {
    get: (_target, key) => {
      if (typeof key === 'symbol' || silent.has(key)) return undefined;
      throw notImplemented(`${name}.${key}`);
    },
    apply: fail,
    construct: fail,
  });
}

/** An emitter that refuses to listen for what it never tells. */
export class Emitter extends EventEmitter {
  private readonly part: string;
  private readonly told: ReadonlySet<string | symbol>;

  /** @param told the events there are */
  constructor(part: string, told: readonly string[]) {
    super();
    this.part = part;
    this.told = new Set(told);
  }

  // `once` and the rest of Node's emitter come through here.
  override on(event: string | symbol, listener: (...given: never[]) => void): this {
    if (!this.told.has(event)) throw notImplemented(`${this.part}.on('${String(event)}')`);
    return super.on(event, listener as (...given: unknown[]) => void);
  }

  override addListener(event: string | symbol, listener: (...given: never[]) => void): this {
    return this.on(event, listener);
  }
}

export interface HostEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

/** An event as Electron hands it to listeners, with these facts. */
export function createEvent<Facts extends object>(name: string, facts: Facts): HostEvent & Facts {
  const event = {
    ...facts,
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true;
    },
  };
  return guard(`${name} event`, event);
}
