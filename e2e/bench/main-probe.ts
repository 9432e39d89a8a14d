/**
 * Preloaded into the app's main process (`NODE_OPTIONS=--import`): watches its event loop and its memory, and tells
 * them over a loopback connection to the bench. The app itself knows nothing of it.
 */
import { connect } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

const port = Number(process.env['COMPANION_BENCH_PORT']);
if (isMainThread && port > 0) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const socket = connect(port, '127.0.0.1').setEncoding('utf8').unref();
  const usage = { before: 0, mostBefore: 0, most: 0 };
  let sampling: NodeJS.Timeout | undefined;
  const mostEver = (): number => process.resourceUsage().maxRSS * 1_024;
  socket.on('data', (line: string) => {
    clearInterval(sampling);
    if (line.startsWith('start')) {
      usage.before = usage.most = process.memoryUsage.rss();
      usage.mostBefore = mostEver();
      sampling = setInterval(() => {
        usage.most = Math.max(usage.most, process.memoryUsage.rss());
      }, 5).unref();
      delay.enable();
      delay.reset();
    } else delay.disable();
    // The kernel's own high-water mark misses nothing, but knows nothing below what the start took.
    const most = mostEver() > usage.mostBefore ? mostEver() : usage.most;
    socket.write(
      `${JSON.stringify({ longestBlockMs: Math.max(0, delay.max / 1e6 - 1), grownBytes: most - usage.before, cpuMs: process.cpuUsage().user / 1e3 })}\n`,
    );
  });
  socket.on('error', (error) => console.error(`The bench is gone: ${error.message}`));
}
