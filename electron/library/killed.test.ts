import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { openLocalLibrary } from './local-library.ts';
import { columnsForTests } from './record-for-tests.ts';

const folder = mkdtempSync(join(tmpdir(), 'killed-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, 'library.db');
const fixture = join(import.meta.dirname, 'store-forever.fixture.ts');

/** Stores lists in a process of its own, which is killed `ms` after the first of them was stored. */
async function killedAfter(ms: number): Promise<void> {
  const child = spawn(process.execPath, [fixture, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  await setTimeout(ms);
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test(
  'kill -9 at any moment of a sync: the album is the one before or the one after, and whole',
  { timeout: 120_000 },
  async () => {
    for (let round = 0; round < 10; round += 1) {
      const ms = Math.random() * 400;
      await killedAfter(ms);
      const library = openLocalLibrary(file, `${file}.history`);
      const columns = await columnsForTests(library, 'account1', 'Album');
      const titles = new Set(Array.from({ length: columns.count }, (_, i) => columns.text('title', i)));
      const after = `killed after ${ms} ms`;
      expect([columns.count, titles.size], after).toEqual([1_500, 1]);
      const [title] = titles;
      for (const id of ['img-0', 'img-777', 'img-1499'])
        expect(await library.details('account1', 'Album', id), after).toMatchObject({ id, title });
      expect(existsSync(`${file}.damaged`), after).toBe(false);
      await library.close();
    }
  },
);
