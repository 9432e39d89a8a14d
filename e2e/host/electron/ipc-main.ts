import type * as Electron from 'electron';
import { guard } from './guard.ts';
import { EventEmitter } from 'node:events';

type Handle = (event: never, ...values: never[]) => unknown;
type Implemented = Pick<Electron.IpcMain, 'handle' | 'handleOnce' | 'removeHandler'>;

class HostIpcMain extends EventEmitter implements Implemented {
  private readonly handlers = new Map<string, Handle>();

  handle(channel: string, listener: Handle): void {
    if (this.handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.handlers.set(channel, listener);
  }

  handleOnce(channel: string, listener: Handle): void {
    this.handle(channel, (...given: Parameters<Handle>) => {
      this.removeHandler(channel);
      return listener(...given);
    });
  }

  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }

  /** The host's own: calls the handler; what it throws reaches the page as words only, as in Electron. */
  async call(channel: string, event: object, values: unknown[]): Promise<unknown> {
    try {
      const handler = this.handlers.get(channel);
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      return await handler(event as never, ...(values as never[]));
    } catch (error) {
      throw new Error(`Error invoking remote method '${channel}': ${String(error)}`, { cause: error });
    }
  }
}

export const ipcMain = guard('ipcMain', new HostIpcMain());
