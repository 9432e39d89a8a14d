import { join } from 'node:path';
import { runCommand } from './run-command.ts';

/* `npm run -s resync -- ...`: the command in a plain Node, without Electron. */

process.exitCode = await runCommand(
  process.argv.slice(2),
  join(import.meta.dirname, '../transport/system-certificates-worker.ts'),
);
