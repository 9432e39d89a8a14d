import { parentPort } from 'node:worker_threads';
import { serveRpc } from './rpc.ts';

/** A room of which the thread complains, or ends, when it is asked to. */
if (parentPort === null) throw new Error('noisy.fixture.ts is to be started as a worker');

serveRpc(
  parentPort,
  (method) => {
    if (method === 'warn') process.emitWarning('the copy could not be made', 'TestWarning');
    if (method === 'crash') setImmediate(() => fail());
    return Promise.resolve(null);
  },
  () => ({ code: 'internal' }),
);

function fail(): never {
  throw new Error('out of its mind');
}
