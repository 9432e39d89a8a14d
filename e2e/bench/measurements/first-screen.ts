import { openApp, screenOfTiles } from '../harness/app-window.ts';
import { atMost, median, type AlbumServer, type Bench, type Measurement } from '../harness/measurement.ts';
import { call } from '../harness/page.ts';
import { eachRound } from '../harness/rounds.ts';
import { readyToSignIn } from '../harness/sign-in.ts';

/** From the click on "Sign in", with nothing kept from before, to the first screen of pictures. */
export const firstScreen: Measurement = {
  name: 'first-screen',
  async measure(bench) {
    const taken = await eachRound(bench, async (images) => once(bench, await bench.album(images)));
    const [smallest = 0] = bench.sizes;
    const least = median(taken[0]?.[1].map(({ painted }) => painted) ?? []);
    return taken.map(([n, rounds]) => {
      const [floor, factor, target] =
        n === smallest
          ? [
              median(rounds.map(({ fromMemory }) => fromMemory)),
              2,
              '2x of painting the same tiles from memory',
            ]
          : [least, 1.3, `1.3x of its own time at ${smallest.toLocaleString('en')}`];
      const painted = rounds.map((round) => round.painted);
      return atMost('sign-in click to first screen of pictures painted', n, painted, {
        unit: 'ms',
        floor,
        limit: factor * floor,
        target,
        grows: 'not',
      });
    });
  },
};

/** Milliseconds of the app, and of a page of the same browser that has all the pictures in memory. */
async function once(bench: Bench, server: AlbumServer): Promise<{ painted: number; fromMemory: number }> {
  const app = await openApp(bench, await bench.folder());
  try {
    const go = await readyToSignIn(app, server);
    await call(app.page, 'followClick', { tiles: screenOfTiles });
    await go();
    const { ms: painted } = await call(app.page, 'afterClick');
    await call(app.page, 'onceQuiet');
    const layout = await call(app.page, 'tileLayout');
    const beside = await app.pageBeside(`${server.origin}/bench/empty.html`);
    await call(beside, 'loadTiles', layout.tiles);
    // The first time compiles the page's script; it counts for nothing.
    await call(beside, 'paintTiles', layout);
    return { painted, fromMemory: await call(beside, 'paintTiles', layout) };
  } finally {
    await app.close();
  }
}
