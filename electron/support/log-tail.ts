import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { logFiles } from '../log.ts';

/** How much of the log support gets. */
const tailBytes = 256 * 1024;

/** The last lines of the log in `folder`, oldest first: of the file that is written to, and of the one before it. */
export async function logTail(folder: string): Promise<string> {
  const [newest, former] = logFiles.map((name) => join(folder, name));
  const last = await tailOf(newest, tailBytes);
  const before = await tailOf(former, tailBytes - last.length);
  const tail = Buffer.concat([before, last]);
  // A line that was cut is left out.
  return tail.length < tailBytes ? tail.toString() : tail.subarray(tail.indexOf('\n') + 1).toString();
}

async function tailOf(path: string | undefined, bytes: number): Promise<Buffer> {
  const file = path === undefined ? null : await open(path).catch(unlessMissing);
  if (file === null) return Buffer.alloc(0);
  try {
    const { size } = await file.stat();
    const length = Math.min(size, bytes);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function unlessMissing(thrown: unknown): null {
  if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return null;
  throw thrown;
}

/** So much is redacted in one go, unless one entry is longer. */
const entriesLength = 16 * 1024;

/** Parts of the log that begin where an entry does, so that none is cut: one entry may have many lines. */
export function* entriesOf(log: string): Generator<string> {
  let from = 0;
  while (from < log.length) {
    const next = log.indexOf('\n[', from + entriesLength);
    const end = next === -1 ? log.length : next;
    yield log.slice(from, end);
    from = end + 1;
  }
}
