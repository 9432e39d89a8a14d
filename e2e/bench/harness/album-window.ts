import { openApp, screenOfTiles, type AppWindow } from './app-window.ts';
import type { Target } from './devtools.ts';
import type { Bench } from './measurement.ts';
import { call } from './page.ts';
import { signIn } from './sign-in.ts';
import type { TileLayout } from '../in-page/tiles.ts';

/** The app with an album of that size, loaded and at rest. */
export interface AlbumWindow extends AppWindow {
  layout: TileLayout;
  /** Of the whole album, CSS pixels. */
  height: number;
  /** A page with nothing in it that scrolls as far. */
  emptyPage: () => Promise<Target>;
  /** The same album in @tanstack/react-virtual's plain example. */
  reactVirtualPage: () => Promise<Target>;
}

/** Opens the album, lets `use` measure, and closes it whatever happens. */
export async function withAlbum<T>(
  bench: Bench,
  images: number,
  use: (album: AlbumWindow) => Promise<T>,
): Promise<T> {
  const server = await bench.album(images);
  const app = await openApp(bench, await bench.folder());
  try {
    await signIn(app, server);
    const layout = await call(app.page, 'tileLayout');
    const height = Math.ceil(images / layout.columns) * layout.pitchY;
    return await use({
      ...app,
      layout,
      height,
      emptyPage: async () => {
        const page = await app.pageBeside(`${server.origin}/bench/empty.html`);
        await call(page, 'emptyAlbum', layout, height);
        return page;
      },
      reactVirtualPage: async () => {
        const given = encodeURIComponent(JSON.stringify(layout));
        const page = await app.pageBeside(`${server.origin}/bench/react-virtual.html?layout=${given}`);
        await call(page, 'untilPainted', screenOfTiles);
        return page;
      },
    });
  } finally {
    await app.close();
  }
}
