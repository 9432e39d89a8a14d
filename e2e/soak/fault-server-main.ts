import { startFaultServer, type FaultServer } from './fault-server.ts';
import type { Ledger } from './ledger.ts';
import { scenarioOf } from './scenario.ts';

/*
 * The fault server as a process of its own, so that it outlives every core: one process serves many runs, each on a port
 * of its own. Spoken to by Node's messages between parent and child.
 */

export type ToServer = { open: number } | { close: number };
export type FromServer = { seed: number; port: number } | { seed: number; ledger: Ledger };

const servers = new Map<number, FaultServer>();
const tell = (message: FromServer): void => void process.send?.(message);

process.on('message', (message: ToServer) => {
  if ('open' in message) {
    const seed = message.open;
    void startFaultServer(scenarioOf(seed)).then((server) => {
      servers.set(seed, server);
      tell({ seed, port: server.port });
    });
  } else {
    const server = servers.get(message.close);
    if (server === undefined) return;
    servers.delete(message.close);
    tell({ seed: message.close, ledger: server.ledger() });
    server.close();
  }
});
// Whatever ends the harness ends this.
process.on('disconnect', () => process.exit());
