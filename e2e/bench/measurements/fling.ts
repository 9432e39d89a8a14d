import { withAlbum } from '../harness/album-window.ts';
import type { Target } from '../harness/devtools.ts';
import { pointAt } from '../harness/input.ts';
import { atMost, median, type Measurement } from '../harness/measurement.ts';
import { call, cpu } from '../harness/page.ts';
import { eachSize } from '../harness/rounds.ts';

const pixelsPerSecond = 5_000;
const seconds = 3;
/** A frame longer than that is one that was missed. */
const longMs = 33.4;

const long = (frames: readonly number[]): number => frames.filter((ms) => ms > longMs).length;

/** Frames of a fling that were too long, and what it cost, ms of CPU a second. */
async function one(page: Target, from: number) {
  const before = await cpu(page);
  const frames = await call(page, 'fling', { from, pixelsPerSecond, seconds });
  const after = await cpu(page);
  return { long: long(frames), cpu: ((after.task - before.task) / seconds) * 1_000 };
}

const pages = ['app', 'empty', 'reactVirtual'] as const;
type Name = (typeof pages)[number];

/** Scrolling as fast as one can follow with the eyes, through what was never seen before; and jumping. */
export const fling: Measurement = {
  name: 'fling',
  async measure(bench) {
    const taken = await eachSize(bench, (images) =>
      withAlbum(bench, images, async ({ page, height, layout, emptyPage, reactVirtualPage }) => {
        const targets = { app: page, empty: await emptyPage(), reactVirtual: await reactVirtualPage() };
        // Over all three, as it is when one scrolls with a wheel.
        for (const target of Object.values(targets)) await pointAt(target, { x: 400, y: 400 });
        const flings: Record<Name, Awaited<ReturnType<typeof one>>[]> = {
          app: [],
          empty: [],
          reactVirtual: [],
        };
        const jumps: Record<'app' | 'empty', number[]> = { app: [], empty: [] };
        const room = Math.max(1, height - layout.height - pixelsPerSecond * seconds);
        for (let round = 0; round < bench.rounds; round += 1) {
          const from = (round * pixelsPerSecond * seconds) % room;
          for (const name of round % 2 === 0 ? pages : pages.toReversed())
            flings[name].push(await one(targets[name], from));
          const to = Math.round(height * (0.5 + round / 100));
          for (const name of ['empty', 'app'] as const)
            jumps[name].push(long(await call(targets[name], 'jump', to)));
        }
        return { flings, jumps };
      }),
    );
    return taken.flatMap(([n, { flings, jumps }]) => {
      const of = (name: Name, what: 'long' | 'cpu') => flings[name].map((each) => each[what]);
      const target = 'none beyond those of an empty page';
      const [idle, jumped] = [median(of('empty', 'long')), median(jumps.empty)];
      const floor = median(of('reactVirtual', 'cpu'));
      return [
        atMost('fling at 5,000 px/s: frames longer than 33 ms', n, of('app', 'long'), {
          unit: '',
          floor: idle,
          limit: idle,
          target,
          grows: 'not',
        }),
        atMost('jump to the middle: frames longer than 33 ms', n, jumps.app, {
          unit: '',
          floor: jumped,
          limit: jumped,
          target,
          grows: 'not',
        }),
        atMost('fling at 5,000 px/s: CPU of the main thread', n, of('app', 'cpu'), {
          unit: 'ms/s',
          floor,
          limit: floor,
          target: 'that of @tanstack/react-virtual’s plain example',
          note: `an empty page: ${median(of('empty', 'cpu')).toFixed(0)} ms/s`,
          grows: 'not',
        }),
      ];
    });
  },
};
