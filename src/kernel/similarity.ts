/**
 * Jaro-Winkler similarity, 0 to 1. Sources: M. A. Jaro, JASA 84 (1989); W. E. Winkler, 1990 (prefix weight 0.1, at most 4 letters).
 * Two empty texts are equal; an empty and a full one have nothing in common.
 */
export const jaroWinkler = (a: string, b: string): number => {
  if (a === b) return 1
  const [la, lb] = [a.length, b.length]
  if (la === 0 || lb === 0) return 0
  const reach = Math.max(0, (Math.max(la, lb) >> 1) - 1)
  const { matched, transposed } = la <= 31 && lb <= 31 ? countInBits(a, b, reach) : countInArrays(a, b, reach)
  if (matched === 0) return 0
  const jaro = (matched / la + matched / lb + (matched - transposed) / matched) / 3
  let prefix = 0
  while (prefix < 4 && prefix < la && prefix < lb && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

interface Common {
  readonly matched: number
  readonly transposed: number
}

/** Names are short: which letters are taken fits in the bits of one number. */
const countInBits = (a: string, b: string, reach: number): Common => {
  let takenA = 0
  let takenB = 0
  let matched = 0
  for (let i = 0; i < a.length; i++) {
    const letter = a.charCodeAt(i)
    const last = Math.min(b.length - 1, i + reach)
    for (let j = Math.max(0, i - reach); j <= last; j++) {
      if ((takenB >> j) & 1 || b.charCodeAt(j) !== letter) continue
      takenA |= 1 << i
      takenB |= 1 << j
      matched++
      break
    }
  }
  let out = 0
  let j = 0
  for (let i = 0; i < a.length; i++) {
    if (!((takenA >> i) & 1)) continue
    while (!((takenB >> j) & 1)) j++
    if (a.charCodeAt(i) !== b.charCodeAt(j)) out++
    j++
  }
  return { matched, transposed: out >> 1 }
}

const countInArrays = (a: string, b: string, reach: number): Common => {
  const takenB = new Uint8Array(b.length)
  const lettersA: number[] = []
  for (let i = 0; i < a.length; i++) {
    const last = Math.min(b.length - 1, i + reach)
    for (let j = Math.max(0, i - reach); j <= last; j++) {
      if (takenB[j] || b.charCodeAt(j) !== a.charCodeAt(i)) continue
      takenB[j] = 1
      lettersA.push(a.charCodeAt(i))
      break
    }
  }
  let out = 0
  let k = 0
  for (let j = 0; j < b.length; j++) if (takenB[j] && b.charCodeAt(j) !== lettersA[k++]) out++
  return { matched: lettersA.length, transposed: out >> 1 }
}

/**
 * Whether one insertion, deletion, substitution or exchange of neighbours turns one text into the other
 * (Damerau, CACM 7, 1964, at distance 1). Equal texts are not one edit apart.
 */
export const oneEditApart = (a: string, b: string): boolean => {
  if (a === b) return false
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1) return false
  let start = 0
  while (start < short.length && short.charCodeAt(start) === long.charCodeAt(start)) start++
  if (short.length < long.length) return short.slice(start) === long.slice(start + 1)
  if (short.slice(start + 1) === long.slice(start + 1)) return true
  return (
    short[start] === long[start + 1] &&
    short[start + 1] === long[start] &&
    short.slice(start + 2) === long.slice(start + 2)
  )
}

const bitsOf = new Int32Array(128)

/**
 * Levenshtein distance, given up (as `limit + 1`) once it must be above the limit.
 * Bit-parallel (Myers, JACM 46, 1999) for ASCII texts of at most 31 letters, else by rows.
 */
export const editDistance = (a: string, b: string, limit: number): number => {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > limit) return limit + 1
  if (short.length === 0) return long.length
  return short.length <= 31
    ? (bitParallel(short, long, limit) ?? byRows(short, long, limit))
    : byRows(short, long, limit)
}

const bitParallel = (short: string, long: string, limit: number): number | undefined => {
  const m = short.length
  bitsOf.fill(0)
  for (let i = 0; i < m; i++) {
    const letter = short.charCodeAt(i)
    if (letter > 127) return undefined
    bitsOf[letter] = (bitsOf[letter] ?? 0) | (1 << i)
  }
  const last = 1 << (m - 1)
  let plus = -1
  let minus = 0
  let score = m
  for (let j = 0; j < long.length; j++) {
    const letter = long.charCodeAt(j)
    const equal = letter > 127 ? 0 : (bitsOf[letter] ?? 0)
    const vertical = equal | minus
    const horizontal = (((equal & plus) + plus) ^ plus) | equal
    let up = minus | ~(horizontal | plus)
    let down = plus & horizontal
    if (up & last) score++
    else if (down & last) score--
    if (score - (long.length - 1 - j) > limit) return limit + 1
    up = (up << 1) | 1
    down <<= 1
    plus = down | ~(vertical | up)
    minus = up & vertical
  }
  return score > limit ? limit + 1 : score
}

const byRows = (a: string, b: string, limit: number): number => {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let best = i
    for (let j = 1; j <= b.length; j++) {
      const cost = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1
      const value = Math.min((previous[j - 1] ?? 0) + cost, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1)
      row.push(value)
      if (value < best) best = value
    }
    if (best > limit) return limit + 1
    previous = row
  }
  return Math.min(previous[b.length] ?? limit + 1, limit + 1)
}

/** Shared words over all words of two texts (Jaccard), words separated by spaces. */
export const sharedWords = (a: string, b: string): number => {
  const [left, right] = [new Set(a.split(' ')), new Set(b.split(' '))]
  let shared = 0
  for (const word of left) if (right.has(word)) shared++
  return shared / (left.size + right.size - shared)
}
