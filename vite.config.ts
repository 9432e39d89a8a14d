import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page. Its addresses are relative to its own origin, whatever that is. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome150',
    // The page's policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The page comes from this machine: one file of it need not be small.
    chunkSizeWarningLimit: 2_000,
  },
});
