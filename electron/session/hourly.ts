const hourMs = 3_600_000;

/**
 * Passes each thing on at most once an hour, however often it is told.
 * @param monotonic milliseconds of a clock that nobody sets
 */
export function hourly<T>(monotonic: () => number, pass: (thing: T) => void): (thing: T) => void {
  const passed = new Map<T, number>();
  return (thing) => {
    const now = monotonic();
    if (now - (passed.get(thing) ?? -Infinity) < hourMs) return;
    passed.set(thing, now);
    pass(thing);
  };
}
