import { frame, untilFrame } from './frames.ts';

const tasks: PerformanceEntry[] = [];
new PerformanceObserver((list) => void tasks.push(...list.getEntries())).observe({ type: 'longtask' });

/** The longest task of this page's main thread since `start`, ms; 0 where none took 50 ms, which is all that is told. */
export async function longestTask(start: number): Promise<number> {
  await frame();
  return Math.max(0, ...tasks.filter((task) => task.startTime >= start).map(({ duration }) => duration));
}

/** Until nothing was fetched and no long task ran for a while: what comes later is of the next measurement. */
export async function onceQuiet(): Promise<void> {
  const quietMs = 400;
  let last = performance.now();
  const observer = new PerformanceObserver(() => (last = performance.now()));
  observer.observe({ entryTypes: ['resource', 'longtask'] });
  while (performance.now() - last < quietMs) await new Promise((resolve) => setTimeout(resolve, 50));
  observer.disconnect();
  performance.clearResourceTimings();
}

/** The middle of an element, to click on; by its text or name where there are several. */
export function middleOf(selector: string, text: string): { x: number; y: number } {
  const all = [...document.querySelectorAll<HTMLElement>(selector)];
  const found = all.find((each) => each.textContent.trim() === text || each.ariaLabel === text);
  if (found === undefined) throw new Error(`${selector} ${text} is not there`);
  const { left, top, width, height } = found.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/** Waits for a field, and selects what is in it: what is typed next takes its place. */
export async function selectText(selector: string): Promise<void> {
  await untilFrame(() => document.querySelector(selector) !== null);
  document.querySelector<HTMLInputElement>(selector)?.select();
}
