import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  test: {
    include: ['{shared,electron,renderer,e2e}/**/*.test.{ts,tsx}'],
    // Unit tests stand beside the source; the window's own tests are `e2e/*.spec.ts`.
    environment: 'node',
    // A slow machine is no failure.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
