import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { mantineStyles } from './scripts/mantine-styles.mjs'

export default defineConfig({
  root: 'src/web',
  base: '/',
  plugins: [react(), mantineStyles()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    sourcemap: false,
    target: 'es2022',
    // The owner's application, and the pages that people outside are shown.
    rolldownOptions: { input: ['src/web/index.html', 'src/web/public.html'] },
  },
})
