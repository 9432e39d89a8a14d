import { afterAll, vi } from 'vitest';

/* Before each file of unit tests, since many share a process: no module, global or clock of another is left. */

vi.resetModules();
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});
