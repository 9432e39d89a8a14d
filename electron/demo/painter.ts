import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import PQueue from 'p-queue';
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
  const queue = new PQueue({ concurrency: threads });
  const closing = new AbortController();
  const all = new Set<Worker>();
  const idle: Worker[] = [];
  const kept = new Map<string, Uint8Array>();

  /** Runs in a slot of the queue, so there is never more than one worker a slot. */
  async function draw(job: PaintJob): Promise<Uint8Array> {
    const worker = idle.pop() ?? new Worker(file);
    all.add(worker);
    // An idle painter must not keep the app, or a test, running.
    worker.unref();
    try {
      const answer = once(worker, 'message', { signal: closing.signal });
      worker.postMessage(job);
      // Rejects where the worker breaks.
      const [picture] = (await answer) as [Uint8Array];
      idle.push(worker);
      return picture;
    } catch (error) {
      all.delete(worker);
      void worker.terminate();
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
      const picture = await queue.add(() => {
        signal?.throwIfAborted();
        closing.signal.throwIfAborted();
        return draw(job);
      });
      if (small) {
        kept.set(key, picture);
        const oldest = kept.keys().next();
        if (kept.size > keptPictures && oldest.done !== true) kept.delete(oldest.value);
      }
      return picture;
    },
    close: async () => {
      closing.abort();
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}
