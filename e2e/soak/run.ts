/**
 * `npm run soak:shares [-- --seeds=N --from=N | --seed=N] [--fence=MS] [--forget]`: shares images to a server that fails,
 * with a core that is killed and started again, and compares the server's ledger with the journal. A seed repeats what
 * is asked for, what the server does with the nth request, and where or after what the core is killed; what the
 * processes do between two such points is the machine's. `--fence` (shorter than the server's work) and `--forget` (the
 * journal is lost) break the promise, so that the harness must find it.
 */
import { parseArgs } from 'node:util';
import type { Run } from './one-run.ts';
import { longestWorkMs } from './scenario.ts';
import { soak } from './soak.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    fence: { type: 'string', default: String(longestWorkMs) },
    forget: { type: 'boolean', default: false },
  },
});
const from = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.seeds) : 1;
const seeds = Array.from({ length: count }, (_, index) => from + index);

function show({ scenario, complaints, timeline, ledger }: Run): void {
  console.log(`\nseed ${scenario.seed}`);
  for (const complaint of complaints) console.log(`  ${complaint}`);
  console.log(`  plan: ${JSON.stringify(scenario)}`);
  console.log(
    `  shares: ${ledger.posts.map(({ fault, imageIds }) => `${fault} (${imageIds.length})`).join(', ')}`,
  );
  for (const line of timeline) console.log(`  ${line}`);
}

const start = performance.now();
const tally = await soak({
  seeds,
  fenceMs: Number(values.fence),
  forgets: values.forget,
  ended: (run) => {
    if (run.complaints.length > 0 || values.seed !== undefined) show(run);
  },
});
const { kills, killsAtPoints, starts, images, shares, lost, doubled, early, notDone, failed, rows } = tally;
console.log(
  `shares: ${tally.seeds} seeds (from ${from}), ${kills} kills (${killsAtPoints} at points), ${starts} starts, ` +
    `${images} images in ${shares} shares, ${notDone} said to be not done, ${lost} lost, ${doubled} doubled, ` +
    `${early} sent early, ${failed} runs failed, rows covered: ${rows.join(' ')}; ` +
    `${((performance.now() - start) / 1_000).toFixed(0)} s`,
);
process.exitCode = failed > 0 ? 1 : 0;
