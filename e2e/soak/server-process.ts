import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { FromServer, ToServer } from './fault-server-main.ts';
import type { Ledger } from './ledger.ts';

/** The fault server's process, as the harness speaks to it. */
export interface ServerProcess {
  /** Serves a seed's run. @returns its port */
  open(seed: number): Promise<number>;
  /** Ends a run's serving. @returns what it saw */
  close(seed: number): Promise<Ledger>;
  stop(): void;
}

export function startServerProcess(): ServerProcess {
  const child = fork(join(import.meta.dirname, 'fault-server-main.ts'), { execArgv: [] });
  const waiting = new Map<number, (message: FromServer) => void>();
  child.on('message', (message: FromServer) => waiting.get(message.seed)?.(message));
  const ask = (seed: number, message: ToServer): Promise<FromServer> =>
    new Promise((resolve, reject) => {
      waiting.set(seed, resolve);
      child.once('exit', () => reject(new Error('The fault server ended by itself')));
      child.send(message);
    });
  child.setMaxListeners(0);
  return {
    open: async (seed) => {
      const told = await ask(seed, { open: seed });
      return 'port' in told ? told.port : 0;
    },
    close: async (seed) => {
      const told = await ask(seed, { close: seed });
      if (!('ledger' in told)) throw new Error('The fault server told no ledger');
      return told.ledger;
    },
    stop: () => child.disconnect(),
  };
}
