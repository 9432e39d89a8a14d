/** `npm start`: the built app, with Electron's binary where it can be had, else with the Chromium host. */
import { spawn } from 'node:child_process';
import { chooseShell } from './shell.ts';

const flags = process.argv.slice(2);

// npm hands a signal to its shell only, which ends and leaves this process behind: an orphan asks itself to end.
if (process.env['npm_lifecycle_event'] !== undefined) {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}

const shell = await chooseShell(flags, process.env);
if (shell.notice !== null) console.error(shell.notice);

if (shell.kind === 'chromium') {
  // In this very process: whoever ends it, ends all.
  await import('./run.ts');
} else {
  const child = spawn(shell.command, [...shell.args, ...flags], { stdio: 'inherit' });
  // Ctrl+C reaches the child by itself; it decides when all is put away.
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.once('exit', (code) => process.exit(code ?? 1));
}
