import { withAlbum } from '../harness/album-window.ts';
import { click, held, press } from '../harness/input.ts';
import type { Target } from '../harness/devtools.ts';
import { atMost, type Measurement } from '../harness/measurement.ts';
import { call, cpu } from '../harness/page.ts';
import { eachSize } from '../harness/rounds.ts';

const status = { selector: '[role=status][aria-label=Selection]', attribute: null };

/** Choosing all images of the album, in the three ways there are. */
export const selecting: Measurement = {
  name: 'selecting',
  async measure(bench) {
    const taken = await eachSize(bench, (images) =>
      withAlbum(bench, images, async ({ page, height }) => {
        const ways = { all: [] as Did[], range: [] as Did[], invert: [] as Did[] };
        for (let round = 0; round < bench.rounds; round += 1) {
          await call(page, 'jump', 0);
          await call(page, 'onceQuiet');
          await click(page, await call(page, 'tileMiddle', 'first'));
          await call(page, 'onceQuiet');
          ways.all.push(await did(page, 'keydown', () => press(page, 'a', held.control)));
          await click(page, await call(page, 'tileMiddle', 'first'));
          await call(page, 'jump', height * 2);
          await call(page, 'onceQuiet');
          const last = await call(page, 'tileMiddle', 'last');
          ways.range.push(await did(page, 'click', () => click(page, last, held.shift)));
          const button = await call(page, 'middleOf', 'button', 'Invert selection');
          ways.invert.push(await did(page, 'click', () => click(page, button)));
        }
        return ways;
      }),
    );
    const names = [
      ['all', 'Ctrl+A', 4],
      ['range', 'shift-range over all', 8],
      ['invert', 'invert', 8],
    ] as const;
    return taken.flatMap(([n, ways]) =>
      names.flatMap(([way, what, limit]) => [
        atMost(
          `${what}: script`,
          n,
          ways[way].map(({ ms }) => ms),
          {
            unit: 'ms',
            limit,
            target: `${limit} ms`,
            grows: 'linear',
          },
        ),
        atMost(
          `${what}: painted in`,
          n,
          ways[way].map(({ frames }) => frames),
          {
            unit: 'frames',
            limit: 2,
            target: '2 frames',
            grows: 'not',
          },
        ),
      ]),
    );
  },
};

interface Did {
  /** CPU of script. */
  ms: number;
  /** From the event to the one that showed it. */
  frames: number;
}

async function did(page: Target, event: string, act: () => Promise<void>): Promise<Did> {
  await call(page, 'onceQuiet');
  await call(page, 'watchSaid', event, status);
  const start = await cpu(page);
  await act();
  const { frames } = await call(page, 'untilSaid');
  const end = await cpu(page);
  return { ms: (end.script - start.script) * 1_000, frames };
}
