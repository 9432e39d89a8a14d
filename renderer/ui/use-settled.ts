import { useEffect, useState } from 'react';

/** The value that has stayed the same for `ms` milliseconds; at first the first. For what costs something to follow. */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
