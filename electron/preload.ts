import type { Companion } from '#shared/contract.ts';
import { eventWire, invokeWire } from '#shared/wire.ts';
import { contextBridge, ipcRenderer } from 'electron';

type Listener = (data: unknown) => void;

const listeners = new Map<string, Set<Listener>>();

ipcRenderer.on(eventWire, (_event, name: unknown, data: unknown) => {
  if (typeof name !== 'string') return;
  for (const listener of listeners.get(name) ?? []) listener(data);
});

const companion: Companion = {
  invoke: (channel, input) => ipcRenderer.invoke(invokeWire, channel, input),
  on: (event, listener) => {
    const all = listeners.get(event) ?? new Set();
    listeners.set(event, all.add(listener));
    return () => all.delete(listener);
  },
};

contextBridge.exposeInMainWorld('companion', companion);
