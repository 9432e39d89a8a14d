import { withAlbum } from '../harness/album-window.ts';
import { press } from '../harness/input.ts';
import { atMost, type Measurement } from '../harness/measurement.ts';
import { call, cpu } from '../harness/page.ts';
import { eachSize } from '../harness/rounds.ts';

/** Letters of which each changes what is found, and the key that takes them back. */
const keys = ['b', 'r', 'u', 'Backspace', 'Backspace', 'Backspace'];
const rows = { selector: '[role=grid]', attribute: 'aria-rowcount' };

/** Typing into the search box: from the keystroke until what it finds is painted. */
export const searching: Measurement = {
  name: 'searching',
  async measure(bench) {
    const taken = await eachSize(bench, (images) =>
      withAlbum(bench, images, async ({ page }) => {
        await call(page, 'selectText', 'input[type=search]');
        const strokes: { ms: number; script: number }[] = [];
        for (let round = 0; round < bench.rounds; round += 1)
          for (const key of keys) {
            await call(page, 'onceQuiet');
            await call(page, 'watchSaid', 'input', rows);
            const start = await cpu(page);
            await press(page, key);
            const { ms } = await call(page, 'untilSaid');
            const end = await cpu(page);
            strokes.push({ ms, script: (end.script - start.script) * 1_000 });
          }
        return strokes;
      }),
    );
    return taken.map(([n, strokes]) => {
      const script = Math.max(...strokes.map((stroke) => stroke.script));
      const longest = Math.max(...strokes.map(({ ms }) => ms));
      return atMost(
        'search keystroke until painted',
        n,
        strokes.map(({ ms }) => ms),
        {
          unit: 'ms',
          limit: 50,
          target: '50 ms',
          grows: 'linear',
          note: `longest ${longest.toFixed(0)} ms, most script ${script.toFixed(1)} ms`,
        },
      );
    });
  },
};
