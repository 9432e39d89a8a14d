import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  test: {
    environment: 'node',
    // A slow machine is no failure.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          // Unit tests stand beside the source; the window's own tests are `e2e/*.spec.ts`.
          include: ['{shared,electron,renderer}/**/*.test.{ts,tsx}'],
          // A process for each file would cost more than the tests; each gets fresh modules and globals all the same.
          isolate: false,
          setupFiles: ['e2e/fresh-file.ts'],
        },
      },
      // These measure and end processes, so each file has one of its own.
      { extends: true, test: { name: 'processes', include: ['e2e/**/*.test.ts'] } },
    ],
  },
});
