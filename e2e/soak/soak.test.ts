import { expect, test } from 'vitest';
import type { Run } from './one-run.ts';
import { scenarioOf } from './scenario.ts';
import { soak } from './soak.ts';

const seeds = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

test('a seed is always the same scenario, and another seed another', () => {
  expect(scenarioOf(17)).toEqual(scenarioOf(17));
  expect(scenarioOf(17)).not.toEqual(scenarioOf(18));
});

test(
  'row 9: killed at random and at points, over seeds, nothing is lost and nothing is doubled',
  { timeout: 300_000 },
  async () => {
    const tally = await soak({ seeds: seeds(1, 8) });
    expect(tally.kills).toBeGreaterThan(0);
    expect([tally.lost, tally.doubled, tally.early]).toEqual([0, 0, 0]);
  },
);

test(
  'the harness can fail: with a fence that is shorter than the server’s work it finds doubles',
  { timeout: 300_000 },
  async () => {
    // Which of them finds one depends on the machine's pace too, so they are played until one does, sixty runs at most.
    const found = { doubled: 0, early: 0 };
    for (let round = 0; round < 6 && (found.doubled === 0 || found.early === 0); round += 1) {
      const tally = await soak({ seeds: seeds(31, 40), fenceMs: 60 });
      found.doubled += tally.doubled;
      found.early += tally.early;
    }
    expect(found.doubled).toBeGreaterThan(0);
    expect(found.early).toBeGreaterThan(0);
  },
);

test('the harness can fail: a journal that forgets is found', { timeout: 300_000 }, async () => {
  const runs: Run[] = [];
  const tally = await soak({ seeds: seeds(1, 8), forgets: true, ended: (run) => runs.push(run) });
  expect(tally.lost).toBeGreaterThan(0);
  expect(runs.some((run) => run.complaints.some((text) => text.includes('is forgotten')))).toBe(true);
});
