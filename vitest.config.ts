import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The file that takes longest, by far, is begun first: begun last, one of the two processes would wait for it. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLongest = ({ moduleId }: TestSpecification): boolean => moduleId.endsWith('stories/web-screens.test.ts')
    return [...sorted.filter(isLongest), ...sorted.filter((file) => !isLongest(file))]
  }
}

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'stories/**/*.test.ts', 'bench/**/*.test.ts'],
    globalSetup: ['src/storage/postgres/servers.contract.ts', 'stories/demos.ts'],
    // Ceilings for a busy machine, not measurements.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // Two cores: engines are processes of their own, so two files at a time are enough.
    maxWorkers: 2,
    pool: 'forks',
    // No test changes what others import: two processes read the modules once, not once for each of 250 files.
    isolate: false,
    sequence: { sequencer: LongestFirst },
  },
})
