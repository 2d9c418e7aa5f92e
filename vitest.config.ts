import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'stories/**/*.test.ts', 'bench/**/*.test.ts'],
    globalSetup: ['src/storage/postgres/servers.contract.ts'],
    // Ceilings for a busy machine, not measurements.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // Two cores: engines are processes of their own, so two files at a time are enough.
    maxWorkers: 2,
    pool: 'forks',
    // No test changes what others import: two processes read the modules once, not once for each of 250 files.
    isolate: false,
  },
})
