/** A getter or a method of a class. */
interface Member {
  get?: (this: unknown) => unknown;
  value?: (this: unknown, ...given: unknown[]) => unknown;
}

/**
 * Makes instances of `own` pass for instances of a class of Node's whose making is costly: whatever `own` does not
 * answer itself is answered by the real one, made when it is first asked.
 */
export function makeLazily<T extends object>(
  own: { prototype: object },
  real: { prototype: T },
  make: (self: never) => T,
): void {
  Object.setPrototypeOf(own.prototype, real.prototype);
  for (const key of Reflect.ownKeys(real.prototype)) {
    if (Object.hasOwn(own.prototype, key)) continue;
    const { get, value } = (Object.getOwnPropertyDescriptor(real.prototype, key) ?? {}) as Member;
    if (get !== undefined)
      Object.defineProperty(own.prototype, key, {
        get(this: never): unknown {
          return Reflect.apply(get, make(this), []);
        },
      });
    else if (typeof value === 'function') {
      Object.defineProperty(own.prototype, key, {
        value(this: never, ...given: unknown[]): unknown {
          return Reflect.apply(value, make(this), given);
        },
      });
    }
  }
}
