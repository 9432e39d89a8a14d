/**
 * `npm test`: static checks, unit tests, shares under kill -9, then the window's own tests, one after the other
 * whatever fails, with one summary line at the end. Exit status 1 where anything failed.
 */
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureWindow } from './host/ensure-window.ts';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const reports = join('node_modules', '.cache', 'test-reports');
const compiled = join(import.meta.dirname, '../node_modules/.cache/compiled');
const total: Counts = { passed: 0, failed: 0, skipped: 0 };

/** Runs a program of node_modules/.bin in the open; true where it ended well. */
async function run(program: string, args: string[], environment: NodeJS.ProcessEnv = {}): Promise<boolean> {
  console.log(`\n> ${program} ${args.join(' ')}`);
  const child = spawn(program, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    // The app is started some hundred times: what was compiled once is not compiled again.
    env: { NODE_COMPILE_CACHE: compiled, ...process.env, ...environment },
  });
  return new Promise((resolve) => {
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}

/** Runs one check that counts as one test. */
async function check(program: string, ...args: string[]): Promise<boolean> {
  const passed = await run(program, args);
  total[passed ? 'passed' : 'failed'] += 1;
  return passed;
}

/**
 * Adds what a runner's JSON report counted. A runner that failed without naming a failed test (it crashed, or found no
 * test) counts as one failure itself.
 */
async function add(file: string, passed: boolean, read: (report: never) => Counts): Promise<void> {
  const counts = await readFile(file, 'utf8')
    .then((text) => read(JSON.parse(text) as never))
    .catch(() => ({ passed: 0, failed: 0, skipped: 0 }));
  if ((!passed || counts.passed === 0) && counts.failed === 0) counts.failed = 1;
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
}

await ensureWindow(['--headless'], process.env);
await rm(reports, { recursive: true, force: true });
await mkdir(reports, { recursive: true });

await check('tsc', '-b');
// As long as all the others together, on one core.
const linted = check('eslint', '.');
await check('prettier', '--check', '--log-level', 'warn', '.');
await check('knip');
const built = await check('npm', 'run', '--silent', 'build');
if (built) {
  await check('node', 'e2e/dist-check.ts');
  // What a newcomer types first.
  await check('node', 'e2e/demo.ts', '--tour');
}
await linted;

const unitReport = join(reports, 'unit.json');
const unit = await run('vitest', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${unitReport}`,
]);
await add(
  unitReport,
  unit,
  (report: { numPassedTests: number; numFailedTests: number; numPendingTests: number }) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests,
  }),
);

// Says itself how many seeds, kills and images there were.
await check('node', 'e2e/soak/run.ts', '--seeds=200');

if (built) {
  const windowReport = join(reports, 'window.json');
  const window = await run('playwright', ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: windowReport,
  });
  await add(
    windowReport,
    window,
    (report: { stats: { expected: number; unexpected: number; flaky: number; skipped: number } }) => ({
      passed: report.stats.expected,
      // A test that passes only now and then has failed.
      failed: report.stats.unexpected + report.stats.flaky,
      skipped: report.stats.skipped,
    }),
  );
}

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exit(total.failed > 0 ? 1 : 0);
