import { openApp, type AppWindow } from '../harness/app-window.ts';
import { click, press } from '../harness/input.ts';
import { atMost, type AlbumServer, type Bench, type Row } from '../harness/measurement.ts';
import { call } from '../harness/page.ts';
import { signIn } from '../harness/sign-in.ts';

/**
 * From a click until the lines it leads to are painted, in the window, of reports on the disk that tell something of
 * every image and were not looked at since the app was started. Thumbnails come when they come.
 */
export async function reportInWindow(bench: Bench, images: number): Promise<Row[]> {
  const folder = await bench.folder();
  // One report more than there are rounds: code that never ran is the first's to bear.
  await keepReports(bench, images, folder, bench.rounds + 1);
  const app = await openApp(bench, folder);
  const taken = { opened: [] as Painted[], few: [] as Painted[], most: [] as Painted[] };
  const hundredth = Math.ceil(images / 100);
  const filter = (count: number, kind: string) => painted(app, () => button(app, words(count, kind)));
  try {
    await call(app.page, 'untilCounted', images);
    for (let line = 0; line <= bench.rounds; line += 1) {
      await call(app.page, 'onceQuiet');
      await click(app.page, await button(app, 'Resync history'));
      taken.opened.push(await painted(app, () => call(app.page, 'lineMiddle', line)));
      taken.few.push(await filter(hundredth, 'removed'));
      // All of them again, which is measured with the opening.
      await filter(hundredth, 'removed');
      taken.most.push(await filter(images - hundredth, 'changed'));
      await press(app.page, 'Escape');
      await press(app.page, 'Escape');
    }
  } finally {
    await app.close();
  }
  return [
    row('a report opened from the history', images, taken.opened),
    row('one in a hundred lines of a report chosen by their kind', images, taken.few),
    row('99 in a hundred lines of a report chosen by their kind', images, taken.most),
  ];
}

/** Milliseconds. */
interface Painted {
  ms: number;
  /** The longest task of the page's main thread; 0 for all that take less than 50. */
  task: number;
}

function row(what: string, images: number, [first, ...others]: readonly Painted[]): Row {
  const values = others.map(({ ms }) => ms);
  const task = Math.max(...others.map((each) => each.task));
  const held = task === 0 ? 'the page was never held up for 50 ms' : `held up for ${task.toFixed(0)} ms`;
  const note = `the first of this start ${first?.ms.toFixed(0)} ms, the longest other ${Math.max(...values).toFixed(0)} ms; ${held}`;
  const name = `${what}: click until painted`;
  return atMost(name, images, values, { unit: 'ms', limit: 50, target: '50 ms', note });
}

/** Has an album asked for again as often, changed each time, by an app that is closed then. */
async function keepReports(bench: Bench, images: number, folder: string, reports: number): Promise<void> {
  const server: AlbumServer = await bench.serveAlbum(images);
  const app = await openApp(bench, folder);
  try {
    await signIn(app, server);
    for (let left = reports; left > 0; left -= 1) {
      await fetch(`${server.origin}/bench/change`);
      await click(app.page, await button(app, 'Resync album'));
      await call(app.page, 'untilReported');
      await press(app.page, 'Escape');
      await call(app.page, 'onceQuiet');
    }
  } finally {
    await app.close();
    await server.close();
  }
}

const words = (count: number, kind: string): string => `${count.toLocaleString('en')} ${kind}`;
const button = ({ page }: AppWindow, name: string) => call(page, 'middleOf', 'button', name);

/** Clicks there once all is quiet, and waits until the lines are painted. */
async function painted(
  { page }: AppWindow,
  where: () => Promise<{ x: number; y: number }>,
): Promise<Painted> {
  await call(page, 'onceQuiet');
  const at = await where();
  await call(page, 'followRows');
  await click(page, at);
  const { start, ms } = await call(page, 'untilRows');
  return { ms, task: await call(page, 'longestTask', start) };
}
