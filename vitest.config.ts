import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'stories/**/*.test.ts', 'bench/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores: engines are processes of their own, so two files at a time are enough.
    maxWorkers: 2,
    pool: 'forks',
  },
})
