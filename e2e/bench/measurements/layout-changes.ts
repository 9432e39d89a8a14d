import { withAlbum, type AlbumWindow } from '../harness/album-window.ts';
import { press } from '../harness/input.ts';
import { atMost, type Measurement } from '../harness/measurement.ts';
import { call, cpu, evaluate } from '../harness/page.ts';
import { eachSize } from '../harness/rounds.ts';

/** Widths of the window, one after the other; the last is where it begins. */
const widths = [1_120, 1_000, 1_400, 1_180, 1_280];
const height = 900;
/** Keys on the slider "Tile size", there and back. */
const keys = ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowLeft'];

/** Laying the album out anew, in its middle: what it costs, and whether one still sees what one saw. */
export const layoutChanges: Measurement = {
  name: 'layout',
  async measure(bench) {
    const taken = await eachSize(bench, (images) =>
      withAlbum(bench, images, async (album) => {
        const resizes: Change[] = [];
        const tileSizes: Change[] = [];
        await resize(album, widths.at(-1) ?? 0);
        await call(album.page, 'onceQuiet');
        for (let round = 0; round < bench.rounds; round += 1) {
          await call(album.page, 'jump', Math.round(album.height * (0.5 + round / 100)));
          const at = await call(album.page, 'topRow');
          for (const width of widths)
            resizes.push(await changed(album, 'resize', at.ids[0], () => resize(album, width)));
          await evaluate(album.page, `document.querySelector('input[type=range]').focus()`);
          for (const key of keys)
            tileSizes.push(await changed(album, 'input', at.ids[0], () => press(album.page, key)));
          // All is as it was: so must be the place, to the pixel.
          const { offset } = await call(album.page, 'topRow');
          if (Math.abs(offset - at.offset) >= 1) tileSizes.push({ ms: NaN, kept: false });
        }
        return { resizes, tileSizes };
      }),
    );
    return taken.flatMap(([n, { resizes, tileSizes }]) =>
      (
        [
          ['resize of the window', resizes],
          ['change of tile size', tileSizes],
        ] as const
      ).flatMap(([what, changes]) => [
        atMost(
          `${what}: script and layout`,
          n,
          changes.map(({ ms }) => ms),
          {
            unit: 'ms',
            limit: 25,
            target: '25 ms',
            grows: 'not',
          },
        ),
        {
          what: `${what}: changes that lost the image at the top`,
          n,
          measured: changes.filter(({ kept }) => !kept).length,
          unit: `of ${changes.length}`,
          floor: null,
          target: 'none',
          met: changes.every(({ kept }) => kept),
        },
      ]),
    );
  },
};

interface Change {
  /** CPU of script, style and layout. */
  ms: number;
  /** What was the first image at the top is in the row at the top. */
  kept: boolean;
}

/** Makes a change, which the page hears of as `event`, and looks whether `image` is still at the top. */
async function changed(
  { page }: AlbumWindow,
  event: string,
  image: string | undefined,
  make: () => Promise<void>,
): Promise<Change> {
  await call(page, 'onceQuiet');
  await call(page, 'watchEvent', event);
  const start = await cpu(page);
  await make();
  await call(page, 'afterFrames', 3);
  const end = await cpu(page);
  const { ids } = await call(page, 'topRow');
  const ms = (end.script - start.script + (end.layout - start.layout)) * 1_000;
  return { ms, kept: image !== undefined && ids.includes(image) };
}

async function resize({ devtools, page }: AlbumWindow, width: number): Promise<void> {
  const { windowId } = (await devtools.send('Browser.getWindowForTarget', { targetId: page.id })) as {
    windowId: number;
  };
  await devtools.send('Browser.setWindowBounds', { windowId, bounds: { width, height } });
}
