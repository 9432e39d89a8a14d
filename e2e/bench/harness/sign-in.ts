import { screenOfTiles, type AppWindow } from './app-window.ts';
import { click } from './input.ts';
import type { AlbumServer } from './measurement.ts';
import { call } from './page.ts';

/** Fills the sign-in form and gives the function that clicks; all that is before the click is not measured. */
export async function readyToSignIn({ page }: AppWindow, server: AlbumServer): Promise<() => Promise<void>> {
  for (const [field, text] of [
    ['[name=server]', server.origin],
    ['[name=token]', server.token],
  ] as const) {
    await call(page, 'selectText', field);
    await page.send('Input.insertText', { text });
  }
  await call(page, 'onceQuiet');
  const button = await call(page, 'middleOf', 'button', 'Sign in');
  return () => click(page, button);
}

/** Signs in and waits until the whole album is there and nothing more happens. */
export async function signIn(app: AppWindow, server: AlbumServer): Promise<void> {
  const go = await readyToSignIn(app, server);
  await go();
  await call(app.page, 'untilPainted', screenOfTiles);
  await call(app.page, 'untilCounted', server.images);
  await call(app.page, 'onceQuiet');
}
