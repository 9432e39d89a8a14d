import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Life, Said, Wish } from './core-lines.ts';

const program = join(import.meta.dirname, 'core.ts');
/** What was compiled once is not compiled again for each of hundreds of lives. */
const compiled = join(import.meta.dirname, '../../node_modules/.cache/soak-compiled');

/** One life of the core. */
export interface CoreProcess {
  wish: (wish: Wish) => void;
  /** What it says, until it ends. */
  said: AsyncIterable<Said>;
  kill: () => void;
  /** All it wrote, as it wrote it. */
  output: () => string;
  /** What of it is no line of its own: why it ended. */
  errors: () => string;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

export function startCore(life: Life): CoreProcess {
  const child = spawn(process.execPath, [program], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: compiled, SOAK_LIFE: JSON.stringify(life) },
  });
  let output = '';
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  // One that was killed reads no more.
  child.stdin.on('error', () => undefined);
  const lines = createInterface(child.stdout);
  const ended: CoreProcess['ended'] = new Promise((done) =>
    child.on('close', (code, signal) => done({ code, signal })),
  );
  async function* said(): AsyncGenerator<Said, void> {
    for await (const line of lines) {
      output += `${line}\n`;
      yield JSON.parse(line) as Said;
    }
  }
  return {
    wish: (wish) => void child.stdin.write(`${JSON.stringify(wish)}\n`),
    said: said(),
    kill: () => void child.kill('SIGKILL'),
    output: () => output + errors,
    errors: () => errors,
    ended,
  };
}
