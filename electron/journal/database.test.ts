import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from 'vitest';
import { openSound } from './database.ts';
import { layoutForTests, rowsForTests } from './layout-for-tests.ts';
import { migrations, schema, schemaVersion } from './schema.ts';

const folder = mkdtempSync(join(tmpdir(), 'migration-'));
afterAll(() => rmSync(folder, { recursive: true }));
const inFolder = (name: string) => join(folder, name);

const fixture = join(import.meta.dirname, 'migrate.fixture.ts');

/** Migrates in a process of its own, killed `ms` after it began. @returns whether it came to its end before */
async function migrate(file: string, ms: number): Promise<boolean> {
  const child = spawn(process.execPath, [fixture, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const exited = once(child, 'exit');
  await Promise.race([setTimeout(ms, null, { ref: false }), exited]);
  child.kill('SIGKILL');
  await exited;
  return child.signalCode === null;
}

/** The version of the file, of every row, and of the rows' layout. */
function versions(file: string): number[] {
  const database = new DatabaseSync(file);
  const all = <T>(sql: string) => database.prepare(sql).all() as T[];
  const [{ user_version: version } = { user_version: 0 }] = all<{ user_version: number }>(
    'PRAGMA user_version',
  );
  expect(all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  const rows = all<{ version: number; rows: number }>(
    `SELECT version, count(*) AS rows FROM things WHERE text_${version} = 'version ${version} of row ' || key GROUP BY version`,
  );
  expect(rows).toEqual([{ version, rows: rowsForTests }]);
  expect(all('SELECT name FROM sqlite_schema ORDER BY name')).toEqual(
    ['children', 'parents', 'things'].map((name) => ({ name })),
  );
  const parents = all<{ version: number }>('SELECT version FROM parents').map((row) => row.version);
  database.close();
  return [version, ...parents];
}

test(
  'row 8: kill -9 at any moment of a migration leaves a version whole, and the next start goes on from it',
  { timeout: 120_000 },
  async () => {
    const old = inFolder('old.sqlite');
    openSound(old, layoutForTests(1))?.close();
    expect(versions(old)).toEqual([1, 1]);
    const full = inFolder('full.sqlite');
    copyFileSync(old, full);
    const began = performance.now();
    expect(await migrate(full, 60_000)).toBe(true);
    const whole = performance.now() - began;

    const seen = new Set<number>();
    for (let round = 0; round < 12; round += 1) {
      const file = inFolder(`${round}.sqlite`);
      copyFileSync(old, file);
      const ms = (whole * round) / 12;
      await migrate(file, ms);
      const [version = 0, ...rows] = versions(file);
      expect(rows, `killed after ${ms} ms`).toEqual([version]);
      seen.add(version);
      openSound(file, layoutForTests(3))?.close();
      expect(versions(file)).toEqual([3, 3]);
    }
    // Else nothing was killed before its end.
    expect(seen).toContain(1);
  },
);

test('a migration that fails leaves the version before it whole, and is told', () => {
  const file = inFolder('failing.sqlite');
  openSound(file, layoutForTests(1))?.close();
  const [first = ''] = layoutForTests(2).migrations;
  const layout = {
    ...layoutForTests(3),
    migrations: [first, 'UPDATE things SET version = 3; SELECT nonsense'],
  };
  expect(() => openSound(file, layout)).toThrow('nonsense');
  expect(versions(file)).toEqual([2, 2]);
});

test('a migration that leaves a row without its parent is not kept', () => {
  const file = inFolder('orphans.sqlite');
  openSound(file, layoutForTests(1))?.close();
  expect(() => openSound(file, { ...layoutForTests(2), migrations: ['DELETE FROM parents'] })).toThrow(
    'parent',
  );
  expect(versions(file)).toEqual([1, 1]);
});

test('every version of the journal is led to the newest', () => {
  expect(migrations).toHaveLength(schemaVersion - 1);
});

test('a file that is no journal is not opened, and not touched', () => {
  const file = inFolder('other.sqlite');
  const other = new DatabaseSync(file);
  other.exec('CREATE TABLE jobs (theirs)');
  other.close();
  const before = readFileSync(file);
  expect(openSound(file)).toBeNull();
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('what is written lasts through a power cut, and a row needs its parent', () => {
  const database = openSound(inFolder('set.sqlite'))!;
  const pragma = (name: string) => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
  expect(['journal_mode', 'synchronous', 'locking_mode', 'foreign_keys'].map(pragma)).toEqual([
    'wal',
    // FULL
    2,
    'exclusive',
    1,
  ]);
  database.close();
});

test('the tables are those of the schema', () => {
  const tables = (database: DatabaseSync) =>
    database.prepare('SELECT sql FROM sqlite_schema ORDER BY name').all();
  const database = openSound(inFolder('fresh.sqlite'))!;
  const memory = new DatabaseSync(':memory:');
  memory.exec(schema);
  expect(tables(database)).toEqual(tables(memory));
  database.close();
});
