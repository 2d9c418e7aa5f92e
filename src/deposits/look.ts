import type { Instant } from '../kernel/index.ts'
import type { Found, Lying } from './deposit.ts'

const FORMATS = /\.(?:csv|tsv|txt|ndjson|jsonl|parquet|xes)(?:\.gz)?$/i
/** What is still being written, by the names that programs give it. */
const DRAFT = /(?:^|\/)(?:\.|~)|\.(?:part|partial|tmp|crdownload|filepart)$/i

/** Whether a file is one that imports read; drafts and what hides are not. */
export const isOurs = ({ file, size }: Lying): boolean => size > 0 && FORMATS.test(file) && !DRAFT.test(file)

/**
 * Of what lies there now, what is whole and was not taken: seen at an earlier look with the same size and the same
 * version, and neither taken nor refused since at that version. What another began to take is left to them as long as
 * they say that they still do: whoever was killed on the way says nothing any more.
 */
export const settledOf = (lying: readonly Lying[], before: readonly Found[], now: Instant): readonly Lying[] => {
  const known = new Map(before.map((found) => [`${found.file}\0${found.version}`, found]))
  return lying.filter((one) => {
    const found = known.get(`${one.file}\0${one.version}`)
    if (!isOurs(one) || !found || found.size !== one.size) return false
    return found.state === 'seen' || (found.state === 'taking' && (found.until ?? 0) < now)
  })
}
