import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Target } from './devtools.ts';

/* CPU profiles (`--profile`), to find where a missed figure's time goes. They cost time themselves. */

/** Node's own options for a profile of the main process and one of each worker, written when they end. */
export const nodeProfile = (folder: string): string =>
  ` --cpu-prof --cpu-prof-interval=500 --cpu-prof-dir=${folder}`;

export async function startProfile({ send }: Target): Promise<void> {
  await send('Profiler.enable');
  await send('Profiler.setSamplingInterval', { interval: 200 });
  await send('Profiler.start');
}

let kept = 0;
/** Ends the page's profile and writes it. */
export async function keepProfile({ send }: Target, folder: string): Promise<void> {
  const { profile } = (await send('Profiler.stop')) as { profile: unknown };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `page-${(kept += 1)}.cpuprofile`), JSON.stringify(profile));
}
