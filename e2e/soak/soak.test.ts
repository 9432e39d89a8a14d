import { expect, test } from 'vitest';
import type { Run } from './one-run.ts';
import { scenarioOf } from './scenario.ts';
import { soak } from './soak.ts';

const seedsTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

test('a seed is always the same scenario, and another seed another', () => {
  expect(scenarioOf(17)).toEqual(scenarioOf(17));
  expect(scenarioOf(17)).not.toEqual(scenarioOf(18));
});

test(
  'row 9: killed at random and at points, over seeds, nothing is lost and nothing is doubled',
  { timeout: 300_000 },
  async () => {
    const tally = await soak({ seeds: seedsTo(8) });
    expect(tally.kills).toBeGreaterThan(0);
    expect([tally.lost, tally.doubled, tally.early]).toEqual([0, 0, 0]);
  },
);

test(
  'the harness can fail: with a fence that is shorter than the server’s work it finds doubles',
  { timeout: 300_000 },
  async () => {
    const tally = await soak({ seeds: seedsTo(60), fenceMs: 60 });
    expect(tally.doubled).toBeGreaterThan(0);
    expect(tally.early).toBeGreaterThan(0);
  },
);

test('the harness can fail: a journal that forgets is found', { timeout: 300_000 }, async () => {
  const runs: Run[] = [];
  const tally = await soak({ seeds: seedsTo(8), forgets: true, ended: (run) => runs.push(run) });
  expect(tally.lost).toBeGreaterThan(0);
  expect(runs.some((run) => run.complaints.some((text) => text.includes('is forgotten')))).toBe(true);
});
