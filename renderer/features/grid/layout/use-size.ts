import { useCallback, useState } from 'react';

interface Size {
  /** Of the inside, scroll bar excluded; CSS pixels. */
  width: number;
  height: number;
}

/** How large an element is, as it changes; null before it is there. Gives the ref callback that watches it. */
export function useSize(): [Size | null, (element: HTMLElement) => () => void] {
  const [size, setSize] = useState<Size | null>(null);
  const watch = useCallback((element: HTMLElement) => {
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((now) => (now?.width === width && now.height === height ? now : { width, height }));
    };
    // Before the first paint: nothing is drawn twice.
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [size, watch];
}
