import { openApp } from '../harness/app-window.ts';
import { atMost, median, type Bench, type Measurement } from '../harness/measurement.ts';
import { evaluate } from '../harness/page.ts';
import { eachRound } from '../harness/rounds.ts';
import { signIn } from '../harness/sign-in.ts';

/** The album that all others are to open as fast as. */
const small = 100;

/** Starting again without a server, on what was kept: from the window's page to its first screen of pictures. */
export const reopen: Measurement = {
  name: 'reopen',
  async measure(bench) {
    const sizes = [small, ...bench.sizes];
    const folders = new Map<number, string>();
    for (const size of sizes) folders.set(size, await keptAlbum(bench, size));
    const taken = await eachRound({ sizes, rounds: bench.rounds }, (images) =>
      untilPainted(bench, folders.get(images) ?? ''),
    );
    const floor = median(taken[0]?.[1] ?? []);
    return taken.slice(1).map(([n, times]) =>
      atMost('reopening with the server gone: window to first screen of pictures', n, times, {
        unit: 'ms',
        floor,
        limit: 1.5 * floor,
        target: '1.5x of an album of 100',
        grows: 'not',
      }),
    );
  },
};

/** A folder with an album that was opened once, by an app that was closed; its server is gone. */
async function keptAlbum(bench: Bench, images: number): Promise<string> {
  const folder = await bench.folder();
  const server = await bench.serveAlbum(images);
  const app = await openApp(bench, folder);
  try {
    await signIn(app, server);
    await app.main.untilAtRest();
  } finally {
    await app.close();
    await server.close();
  }
  return folder;
}

async function untilPainted(bench: Bench, folder: string): Promise<number> {
  for (;;) {
    const app = await openApp(bench, folder);
    try {
      // A start that was not seen from its first moment counts for nothing.
      if (await evaluate<boolean>(app.page, 'globalThis.benchPainted !== undefined'))
        return await evaluate<number>(app.page, 'benchPainted');
    } finally {
      await app.close();
    }
  }
}
