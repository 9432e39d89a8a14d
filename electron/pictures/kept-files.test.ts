import fc from 'fast-check';
import { mkdir, mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deleteOldest, shelves } from './kept-files.ts';

const kept = fc.record({
  account: fc.constantFrom('account1', 'account2'),
  shelf: fc.constantFrom('00', '7f', 'ff'),
  bytes: fc.integer({ min: 1, max: 500 }),
  usedAt: fc.integer({ min: 1_700_000_000, max: 1_700_000_020 }),
});

async function makeFiles(
  folder: string,
  files: readonly (typeof kept extends fc.Arbitrary<infer F> ? F : never)[],
) {
  return Promise.all(
    files.map(async ({ account, shelf, bytes, usedAt }, index) => {
      const path = join(folder, account, shelf, String(index));
      await mkdir(join(path, '..'), { recursive: true });
      await writeFile(path, Buffer.alloc(bytes));
      await utimes(path, usedAt, usedAt);
      return { path, bytes, usedAt };
    }),
  );
}

test('whatever is kept: no more than allowed is left, nothing goes without need, the oldest go first', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(kept, { maxLength: 25 }),
      fc.integer({ min: 0, max: 5_000 }),
      async (all, most) => {
        const folder = await mkdtemp(join(tmpdir(), 'kept-files-'));
        try {
          const files = await makeFiles(folder, all);
          const left = new Map<string, number>();
          await deleteOldest(folder, most, (name, bytes) => left.set(name, bytes));
          const found = await Promise.all(
            files.map(async (file) => ({
              ...file,
              isThere: await stat(file.path).then(
                () => true,
                () => false,
              ),
            })),
          );
          const [there, gone] = [
            found.filter(({ isThere }) => isThere),
            found.filter(({ isThere }) => !isThere),
          ];
          const sum = there.reduce((bytes, file) => bytes + file.bytes, 0);
          expect(sum).toBeLessThanOrEqual(most);
          expect([...left.values()].reduce((bytes, each) => bytes + each, 0)).toBe(sum);
          const oldestLeft = Math.min(...there.map(({ usedAt }) => usedAt));
          for (const { usedAt } of gone) expect(usedAt).toBeLessThanOrEqual(oldestLeft);
          // The last that went, whichever it was, had to.
          if (gone.length > 0)
            expect(sum + Math.max(...gone.map(({ bytes }) => bytes))).toBeGreaterThan(most);
        } finally {
          await rm(folder, { recursive: true });
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('a folder that is not there holds nothing', async () => {
  for await (const shelf of shelves(join(tmpdir(), 'no-such-folder-of-pictures'))) expect.fail(shelf.name);
});
