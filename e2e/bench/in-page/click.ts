import { untilPainted, untilWhole } from './tiles.ts';

/** What a click is to lead to: so many tiles painted, or an album that can be scrolled to its last image. */
type Goal = { tiles: number } | { images: number; lastId: string };

let followed: Promise<{ start: number; ms: number }> = Promise.reject(new Error('Nothing was clicked'));
followed.catch(() => undefined);

/** To be called before the click is sent: one may overtake what was sent before it. */
export function followClick(goal: Goal): void {
  followed = new Promise((done, failed) => {
    const clicked = ({ timeStamp: start }: Event): void => {
      const reached = 'tiles' in goal ? untilPainted(goal.tiles) : untilWhole(goal.images, goal.lastId);
      reached.then((end) => done({ start, ms: end - start }), failed);
    };
    addEventListener('click', clicked, { capture: true, once: true });
  });
}

/** When the click came to the page, and the milliseconds from there to its goal. */
export const afterClick = (): typeof followed => followed;
