import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { AlbumServer } from './measurement.ts';

/** Starts `album-server.ts` and resolves when all its bytes are made. @param pages what it has under `/bench/` */
export async function serveAlbum(images: number, pages: string): Promise<AlbumServer> {
  const program = join(import.meta.dirname, '../album-server.ts');
  const child = spawn(process.execPath, [program, `--images=${images}`, `--pages=${pages}`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const tooEarly = ended.then(() => Promise.reject(new Error('The album server ended by itself')));
  tooEarly.catch(() => undefined);
  const ready = once(createInterface(child.stdout), 'line') as Promise<[string]>;
  const [line] = await Promise.race([ready, tooEarly]);
  const close = async (): Promise<void> => {
    child.kill();
    await ended;
  };
  return { ...(JSON.parse(line) as Omit<AlbumServer, 'close'>), close };
}
