/** A sub-path: labels one after the other, or two of them with anything between. */
export interface SubPath {
  readonly labels: readonly number[]
  readonly gapped: boolean
  /** The sequences that hold it, in order. */
  readonly holders: Uint32Array
}

/** Sequences of labels, and how many lived each: one, where that is not said. */
export interface Lived {
  readonly sequences: readonly (readonly number[])[]
  readonly times?: ArrayLike<number>
}

/** Whether a sequence holds a sub-path. */
export const holdsPath = (
  sequence: readonly number[],
  { labels, gapped }: Pick<SubPath, 'labels' | 'gapped'>,
): boolean => {
  const [first = -1, second = -1] = labels
  if (gapped) {
    const at = sequence.indexOf(first)
    return at >= 0 && sequence.indexOf(second, at + 1) > at
  }
  return sequence.some((_, at) => labels.every((label, k) => sequence[at + k] === label))
}

interface Held {
  /** How many lived one of the sequences. */
  weight: number
  readonly list: number[]
}

export interface SubPathsQuestion {
  /** Fewer sequences than this prove nothing. */
  readonly support: number
  /** The longest sub-path without gaps. */
  readonly longest: number
  /** Gapped pairs are sought among so many of the commonest labels. */
  readonly paired: number
}

/** Counts, for each key, the sequences that hold it. */
const holdersByKey = (times: ArrayLike<number> | undefined) => {
  const holders = new Map<string, Held>()
  return {
    add(key: string, sequence: number) {
      const weight = times ? (times[sequence] ?? 0) : 1
      const held = holders.get(key)
      if (!held) holders.set(key, { weight, list: [sequence] })
      else if (held.list.at(-1) !== sequence) {
        held.list.push(sequence)
        held.weight += weight
      }
    },
    /** Those that enough have lived; the others are forgotten. */
    frequent(support: number): Map<string, Held> {
      for (const [key, { weight }] of holders) if (weight < support) holders.delete(key)
      return holders
    },
  }
}

const keyOf = (labels: readonly number[]) => labels.join(' ')

/** Sub-paths without gaps, level by level: one can only be frequent where both of its ends are. */
const runs = ({ sequences, times }: Lived, { support, longest }: SubPathsQuestion) => {
  const levels: Map<string, Held>[] = []
  for (let length = 1; length <= longest; length++) {
    const counted = holdersByKey(times)
    const before = levels.at(-1)
    for (const [s, sequence] of sequences.entries())
      for (let at = 0; at + length <= sequence.length; at++) {
        if (before) {
          const [head, tail] = [sequence.slice(at, at + length - 1), sequence.slice(at + 1, at + length)]
          if (!before.has(keyOf(head)) || !before.has(keyOf(tail))) continue
        }
        counted.add(keyOf(sequence.slice(at, at + length)), s)
      }
    const frequent = counted.frequent(support)
    if (frequent.size === 0) break
    levels.push(frequent)
  }
  return levels
}

/** Pairs with anything between, of the commonest labels: a comes somewhere before b. */
const pairs = ({ sequences, times }: Lived, labels: ReadonlySet<number>, support: number) => {
  const counted = holdersByKey(times)
  for (const [s, sequence] of sequences.entries()) {
    const first: number[] = []
    const known = new Set<number>()
    const told = new Set<string>()
    for (const label of sequence) {
      if (!labels.has(label)) continue
      for (const earlier of first) {
        const key = `${earlier} ${label}`
        if (told.has(key)) continue
        told.add(key)
        counted.add(key, s)
      }
      if (!known.has(label)) {
        known.add(label)
        first.push(label)
      }
    }
  }
  return counted.frequent(support)
}

/**
 * The closed sub-paths of some sequences: runs of labels and gapped pairs that enough sequences hold, without those that
 * a longer one says just as well, being held by exactly the same sequences.
 */
export const closedSubPaths = (
  lived: Lived,
  question: SubPathsQuestion,
): { readonly found: readonly SubPath[]; readonly unpaired: number } => {
  const levels = runs(lived, question)
  const single = [...(levels[0] ?? new Map<string, Held>())].sort(
    (a, b) => b[1].weight - a[1].weight || Number(a[0]) - Number(b[0]),
  )
  const paired = new Set(single.slice(0, question.paired).map(([key]) => Number(key)))
  const gaps = pairs(lived, paired, question.support)
  const spoken = new Set<string>()
  for (const [level, runsOf] of levels.entries())
    for (const [key, held] of runsOf) {
      const labels = key.split(' ')
      const parts = level === 0 ? [] : [labels.slice(1).join(' '), labels.slice(0, -1).join(' ')]
      for (const part of parts) if (levels[level - 1]?.get(part)?.weight === held.weight) spoken.add(`run ${part}`)
      for (const [a, one] of labels.entries())
        for (const other of labels.slice(a + 1))
          if (gaps.get(`${one} ${other}`)?.weight === held.weight) spoken.add(`gap ${one} ${other}`)
    }
  for (const [key, { weight }] of gaps)
    for (const label of key.split(' ')) if (levels[0]?.get(label)?.weight === weight) spoken.add(`run ${label}`)
  const subPath = (key: string, gapped: boolean, { list }: Held): SubPath => ({
    labels: key.split(' ').map(Number),
    gapped,
    holders: Uint32Array.from(list),
  })
  return {
    found: [
      ...levels.flatMap((level) =>
        [...level].flatMap(([key, held]) => (spoken.has(`run ${key}`) ? [] : [subPath(key, false, held)])),
      ),
      ...[...gaps].flatMap(([key, held]) => (spoken.has(`gap ${key}`) ? [] : [subPath(key, true, held)])),
    ],
    unpaired: Math.max(0, single.length - question.paired),
  }
}
