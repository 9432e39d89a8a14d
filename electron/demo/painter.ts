import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { PaintJob } from './paint/paint.ts';

/** Draws pictures off the main thread. */
export interface Painter {
  /** A JPEG file. Rejects where `signal` fires before drawing starts, or the painter is closed or broken. */
  paint(job: PaintJob, signal?: AbortSignal): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Pictures up to this many pixels are kept once drawn. */
const smallPixels = 300 * 450;
/** Some 10 MB of small pictures. */
const keptPictures = 400;

/**
 * A painter with a few worker threads, started when they are first needed; the newest few hundred small pictures are
 * kept. `file` is `painter-worker`, as source or built.
 */
export function createPainter(
  file: string | URL,
  threads = Math.min(3, Math.max(2, availableParallelism() - 1)),
): Painter {
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  const waiting: { wake: () => void; fail: (reason: unknown) => void }[] = [];
  const kept = new Map<string, Uint8Array>();
  let closed = false;

  async function takeWorker(signal: AbortSignal | undefined): Promise<Worker> {
    for (;;) {
      if (closed) throw new Error('the painter is closed');
      signal?.throwIfAborted();
      const ready = idle.pop();
      if (ready !== undefined) return ready;
      if (all.size < threads) {
        const worker = new Worker(file);
        // The demo must not keep the app, or a test, running.
        worker.unref();
        all.add(worker);
        return worker;
      }
      await new Promise<void>((wake, fail) => waiting.push({ wake, fail }));
    }
  }

  function giveBack(worker: Worker): void {
    idle.push(worker);
    waiting.shift()?.wake();
  }

  async function draw(job: PaintJob, signal: AbortSignal | undefined): Promise<Uint8Array> {
    const worker = await takeWorker(signal);
    worker.postMessage(job);
    try {
      // `once` rejects where the worker breaks.
      const [picture] = (await once(worker, 'message')) as [Uint8Array];
      giveBack(worker);
      return picture;
    } catch (error) {
      all.delete(worker);
      waiting.shift()?.wake();
      throw error;
    }
  }

  return {
    paint: async (job, signal) => {
      const small = job.width * job.height <= smallPixels;
      const key = small ? JSON.stringify(job) : '';
      const known = kept.get(key);
      if (known !== undefined) {
        kept.delete(key);
        kept.set(key, known);
        return known;
      }
      const picture = await draw(job, signal);
      if (small) {
        kept.set(key, picture);
        const oldest = kept.keys().next();
        if (kept.size > keptPictures && oldest.done !== true) kept.delete(oldest.value);
      }
      return picture;
    },
    close: async () => {
      closed = true;
      for (const { fail } of waiting.splice(0)) fail(new Error('the painter is closed'));
      await Promise.all([...all].map((worker) => worker.terminate()));
      all.clear();
    },
  };
}
