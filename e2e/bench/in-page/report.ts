import { frame, untilFrame } from './frames.ts';

/* The report of a resync, as it is seen. */

const table = (): HTMLElement | null =>
  document.querySelector<HTMLElement>('[role=table][aria-label="What changed"]');

/** Whether lines are seen down to the table's end or the list's, none of them still on its way. */
function isFilled(report: HTMLElement): boolean {
  const view = report.getBoundingClientRect();
  const lines = [...report.querySelectorAll<HTMLElement>('[role=row]:has([role=cell])')].filter((line) => {
    const cell = line.querySelector('[role=cell]')?.getBoundingClientRect();
    return cell !== undefined && cell.bottom > view.top && cell.top < view.bottom;
  });
  return lines.length > 0 && lines.every((line) => line.ariaBusy !== 'true');
}

let painted: Promise<{ start: number; ms: number }> = Promise.resolve({ start: NaN, ms: NaN });

/** To be called before the click is sent: the next click leads to a table of other lines than the one that is shown. */
export function followRows(): void {
  const before = table();
  painted = new Promise((resolve, reject) => {
    const clicked = ({ timeStamp: start }: Event): void => {
      const isShown = (): boolean => {
        const now = table();
        return now !== null && now !== before && isFilled(now);
      };
      untilFrame(isShown)
        .then(frame)
        .then((end) => resolve({ start, ms: end - start }), reject);
    };
    addEventListener('click', clicked, { capture: true, once: true });
  });
}

/** When the click came, and milliseconds until the lines of the first screen were painted, each with its words. */
export const untilRows = (): typeof painted => painted;

/** Until the report that is shown goes on no more. */
export const untilReported = (): Promise<void> =>
  untilFrame(() => {
    const words = [...document.querySelectorAll('button')].map(({ textContent }) => textContent.trim());
    return words.includes('Export CSV') && document.querySelector('[role=progressbar]') === null;
  });

/** The middle of the button in a line of the table that is shown, to click on. */
export function lineMiddle(line: number): { x: number; y: number } {
  const button = document
    .querySelectorAll('[role=table] [role=row]:has([role=cell])')
    [line]?.querySelector('button');
  if (button === null || button === undefined) throw new Error(`There is no line ${line}`);
  const { left, top, width, height } = button.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
