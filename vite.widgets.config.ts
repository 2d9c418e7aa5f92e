import { defineConfig } from 'vite'

/** What runs on other people's pages: each one script, alone. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'dist/widgets',
    emptyOutDir: true,
    sourcemap: false,
    target: 'es2020',
    lib: {
      entry: 'src/widgets/collector/collector.ts',
      formats: ['iife'],
      name: 'parcoursCollector',
      fileName: () => 'collector.js',
    },
  },
})
