import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import { ensureBrowser } from '../../host/browser.ts';

/** What the figures were measured on: they mean nothing without it. */
export function machine() {
  return {
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    /** How many processes wanted a core when the run began; above 0 another's work is measured too. */
    load: Number((loadavg()[0] ?? 0).toFixed(2)),
    node: process.version,
    chromium: execFileSync(ensureBrowser(process.env), ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim(),
    at: new Date().toISOString(),
  };
}
