import { parentPort } from 'node:worker_threads';
import { paint, type PaintJob } from './paint/paint.ts';

/* A worker thread that draws: one job after the other, each answered by the bytes of a JPEG file. */

if (parentPort === null) throw new Error('painter-worker.ts runs as a worker thread');
const port = parentPort;
port.on('message', (job: PaintJob) => {
  const picture = paint(job);
  port.postMessage(picture, [picture.buffer]);
});
