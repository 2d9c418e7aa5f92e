import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const repository = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * The path of a real log or data set shared by developers, or `undefined` where it is not on this machine:
 * under `PARCOURS_TEST_DATA`, else in `shared/data` beside the repository. Only tests and benches ask; each skips with a reason.
 */
export const sharedData = (path: string): string | undefined =>
  [process.env.PARCOURS_TEST_DATA, join(repository, '..', 'shared', 'data')]
    .filter((folder) => folder !== undefined && folder !== '')
    .map((folder) => join(folder as string, path))
    .find((file) => existsSync(file))
