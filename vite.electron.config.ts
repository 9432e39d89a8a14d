import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

const entries = {
  main: 'electron/main.ts',
  'journal-worker': 'electron/journal/worker.ts',
  'library-worker': 'electron/library/worker.ts',
  'system-certificates-worker': 'electron/transport/system-certificates-worker.ts',
  'painter-worker': 'electron/demo/painter-worker.ts',
};

/**
 * The main process with its workers (ES modules), or with `--mode preload` the preload, which Electron's sandbox loads
 * as one CommonJS file. Every library is bundled: the packed app holds no node_modules.
 */
export default defineConfig(({ mode }) => ({
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir: 'dist/main',
    emptyOutDir: mode !== 'preload',
    target: 'node24',
    minify: false,
    rolldownOptions: {
      external: ['electron', ...builtinModules, /^node:/],
      input: mode === 'preload' ? { preload: 'electron/preload.ts' } : entries,
      output:
        mode === 'preload'
          ? { format: 'cjs', entryFileNames: '[name].cjs' }
          : { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[hash].js' },
    },
  },
}));
