import type { Found, Lying } from './deposit.ts'

const FORMATS = /\.(?:csv|tsv|txt|ndjson|jsonl|parquet|xes)(?:\.gz)?$/i
/** What is still being written, by the names that programs give it. */
const DRAFT = /(?:^|\/)(?:\.|~)|\.(?:part|partial|tmp|crdownload|filepart)$/i

/** Whether a file is one that imports read; drafts and what hides are not. */
export const isOurs = ({ file, size }: Lying): boolean => size > 0 && FORMATS.test(file) && !DRAFT.test(file)

/**
 * Of what lies there now, what is whole and was not taken: seen at an earlier look with the same size and the same
 * version, and neither taken nor refused since at that version.
 */
export const settledOf = (now: readonly Lying[], before: readonly Found[]): readonly Lying[] => {
  const known = new Map(before.map((found) => [`${found.file}\0${found.version}`, found]))
  return now.filter((lying) => {
    const found = known.get(`${lying.file}\0${lying.version}`)
    return isOurs(lying) && found?.state === 'seen' && found.size === lying.size
  })
}
