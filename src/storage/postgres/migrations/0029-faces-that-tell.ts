import type { Migration } from '../migrate.ts'

/** Who follows what faces tell need not step over those that tell nothing, which are most. */
export const facesThatTell: Migration = {
  name: '0029-faces-that-tell',
  statements: [
    'DROP INDEX people_faces_by_kept',
    `CREATE INDEX people_faces_by_kept ON people_faces (workspace, kept) WHERE told <> '{}'`,
  ],
}
