/** The next frame's time, in the terms of `performance.now()`. */
export const frame = (): Promise<number> => new Promise((resolve) => void requestAnimationFrame(resolve));

/** Resolves in the first frame in which `look` holds. */
export async function untilFrame(look: () => boolean): Promise<void> {
  do await frame();
  while (!look());
}
