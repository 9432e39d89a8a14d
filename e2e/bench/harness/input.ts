import type { Target } from './devtools.ts';

/** DevTools' bits of the keys that are held. */
export const held = { none: 0, control: 2, shift: 8 };

/** Clicks as a mouse does. */
export async function click(
  { send }: Target,
  { x, y }: { x: number; y: number },
  modifiers = held.none,
): Promise<void> {
  const at = { x, y, modifiers, button: 'left', clickCount: 1 };
  await send('Input.dispatchMouseEvent', { ...at, type: 'mousePressed' });
  await send('Input.dispatchMouseEvent', { ...at, type: 'mouseReleased' });
}

/** Puts the mouse there: what it is over is looked up again whenever something moves under it. */
export async function pointAt({ send }: Target, at: { x: number; y: number }): Promise<void> {
  await send('Input.dispatchMouseEvent', { ...at, type: 'mouseMoved' });
}

/** Presses a key as a keyboard does, a letter with its text. */
export async function press({ send }: Target, key: string, modifiers = held.none): Promise<void> {
  const isText = key.length === 1 && modifiers === held.none;
  const given = { key, code: key.length === 1 ? `Key${key.toUpperCase()}` : key, modifiers, ...codes[key] };
  await send('Input.dispatchKeyEvent', {
    ...given,
    type: isText ? 'keyDown' : 'rawKeyDown',
    ...(isText ? { text: key } : {}),
  });
  await send('Input.dispatchKeyEvent', { ...given, type: 'keyUp' });
}

const codes: Record<string, { windowsVirtualKeyCode: number }> = {
  Backspace: { windowsVirtualKeyCode: 8 },
  Escape: { windowsVirtualKeyCode: 27 },
  ArrowLeft: { windowsVirtualKeyCode: 37 },
  ArrowRight: { windowsVirtualKeyCode: 39 },
  a: { windowsVirtualKeyCode: 65 },
};
