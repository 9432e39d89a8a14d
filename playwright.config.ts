import { defineConfig } from '@playwright/test';

/** The window's own tests: each starts the app (Electron's binary, else the Chromium host) and attaches to it. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // A slow machine is no failure.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  use: { actionTimeout: 60_000 },
});
