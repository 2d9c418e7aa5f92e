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
    rolldownOptions: {
      input: ['src/web/index.html', 'src/web/public.html'],
      // Few files: on a slow machine each one asked for costs more than the bytes in it (docs/decisions/0022).
      output: {
        codeSplitting: {
          groups: [
            { name: 'kit', tags: ['$initial'], test: /[\\/]node_modules[\\/]/ },
            // Each page's own beginning stays its own: in a shared file, both would run.
            { name: 'shell', tags: ['$initial'], test: /[\\/]src[\\/](?!web[\\/](outside|main\.tsx)).*\.(tsx?|css)$/ },
            { name: 'parts', test: /[\\/]node_modules[\\/](@mantine|@floating-ui|@tabler|@tanstack)[\\/]/ },
            { name: 'fr', test: /[\\/]web[\\/]words[\\/]fr\.ts$/ },
            { name: 'en', test: /[\\/]web[\\/]words[\\/]en\.ts$/ },
            { name: 'draft', test: /[\\/](yjs|y-protocols|y-indexeddb|src[\\/]drafts|journeys[\\/]draft)[\\/]/ },
            { name: 'shared', test: /[\\/]src[\\/](?!web[\\/]outside)/, minShareCount: 3 },
          ],
        },
      },
    },
  },
})
