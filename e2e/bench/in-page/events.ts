import { frame } from './frames.ts';

let at: Promise<number> = Promise.resolve(0);

/** From now on the next such event is waited for: its time is what is counted from. */
export function watchEvent(name: string): void {
  at = new Promise((resolve) => {
    addEventListener(name, ({ timeStamp }) => resolve(timeStamp), { capture: true, once: true });
  });
}

/** So many frames after that event. */
export async function afterFrames(frames: number): Promise<void> {
  await at;
  for (let left = frames; left > 0; left -= 1) await frame();
}

/** What an element says, in its text or an attribute of its; empty where it is not there. */
export interface Said {
  selector: string;
  /** Null: its text. */
  attribute: string | null;
}

function say({ selector, attribute }: Said): string {
  const element = document.querySelector(selector);
  return (attribute === null ? element?.textContent : element?.getAttribute(attribute)) ?? '';
}

let said: Promise<{ frames: number; ms: number }> = Promise.resolve({ frames: 0, ms: 0 });

/** As `watchEvent`, and follows from there what an element says: `untilSaid` gives how that ended. */
export function watchSaid(event: string, element: Said): void {
  watchEvent(event);
  said = follow(element, say(element));
  // Whoever asks hears of it.
  said.catch(() => undefined);
}

/**
 * From the event until the element said something else than before: frames begun until then, and milliseconds until it
 * was painted.
 */
export const untilSaid = (): typeof said => said;

async function follow(element: Said, before: string): Promise<{ frames: number; ms: number }> {
  const start = await at;
  for (let frames = 1; frames < 600; frames += 1) {
    await frame();
    if (say(element) !== before) return { frames, ms: (await frame()) - start };
  }
  throw new Error(`${element.selector} still says ${before}`);
}
