import { withAlbum } from '../harness/album-window.ts';
import { atMost, median, percentile, type Measurement } from '../harness/measurement.ts';
import { call } from '../harness/page.ts';
import { eachSize } from '../harness/rounds.ts';

const pixelsPerSecond = 20_000;
const seconds = 1;
/** Slow enough for every picture to come before it has passed. */
const seeingPixelsPerSecond = 2_500;

/** Scrolling as fast as a hand can throw, over what was seen before. */
export const fastFling: Measurement = {
  name: 'fast-fling',
  async measure(bench) {
    const taken = await eachSize(bench, (images) =>
      withAlbum(bench, images, async ({ page, height, layout, emptyPage }) => {
        const stretch = Math.min(pixelsPerSecond * seconds, height - 2 * layout.height);
        const seeing = { from: 0, pixelsPerSecond: seeingPixelsPerSecond };
        await call(page, 'fling', { ...seeing, seconds: (stretch + layout.height) / seeingPixelsPerSecond });
        await call(page, 'onceQuiet');
        const empty = await emptyPage();
        const down = { from: 0, pixelsPerSecond, seconds: stretch / pixelsPerSecond };
        const up = { ...down, from: stretch, pixelsPerSecond: -pixelsPerSecond };
        const watched: Awaited<ReturnType<typeof call<'watchFling'>>>[] = [];
        const frames = { app: [] as number[], empty: [] as number[] };
        for (let round = 0; round < bench.rounds; round += 1) {
          // To look at every frame costs time of its own: the frames are timed in flings of theirs.
          for (const name of round % 2 === 0 ? (['app', 'empty'] as const) : (['empty', 'app'] as const)) {
            const times = await call(name === 'app' ? page : empty, 'fling', down);
            frames[name].push(percentile(times, 0.95));
          }
          await call(page, 'onceQuiet');
          watched.push(await call(page, 'watchFling', round % 2 === 0 ? up : down));
          await call(page, 'onceQuiet');
        }
        return { watched, frames };
      }),
    );
    return taken.flatMap(([n, { watched, frames }]) => {
      const blank = watched.map(({ tiles, blank: none }) => (none / tiles) * 100);
      const pictures = median(watched.map(({ tiles, pictures: all }) => (all / tiles) * 100));
      const floor = median(frames.empty);
      const name = 'fling at 20,000 px/s over what was seen';
      return [
        atMost(`${name}: tiles with neither picture nor likeness`, n, blank, {
          unit: '%',
          limit: 0.999,
          target: 'under 1 %',
          grows: 'not',
          note: `${pictures.toFixed(0)} % show their picture`,
        }),
        atMost(`${name}: p95 frame`, n, frames.app, {
          unit: 'ms',
          floor,
          limit: 1.1 * floor,
          target: '1.1x of an empty page',
          grows: 'not',
        }),
        atMost(
          `${name}: rows without any tile`,
          n,
          watched.map(({ rowsWithoutTile }) => rowsWithoutTile),
          {
            unit: '',
            limit: 0,
            target: 'none',
            grows: 'not',
          },
        ),
        atMost(
          `${name}: until all pictures are there when it stops`,
          n,
          watched.map(({ settledMs }) => settledMs),
          {
            unit: 'ms',
            limit: 80,
            target: '80 ms',
            grows: 'not',
          },
        ),
      ];
    });
  },
};
