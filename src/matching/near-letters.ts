import { lengthOf, lettersApart, lettersMissing, type Texts } from './texts.ts'

/**
 * The likenesses of the kernel over packed texts, given up as soon as what is asked cannot be reached any more. The
 * kernel's are the definition: a test holds these to them.
 */

const LONGEST = 31
const places = new Int32Array(0x10000)

/** Jaro-Winkler of text `a` of `A` and text `b` of `B`; 0 where it cannot reach `least`. */
export const jaroWinklerAtLeast = (A: Texts, a: number, B: Texts, b: number, least: number): number => {
  const [x, y] = [A.starts[a] ?? 0, B.starts[b] ?? 0]
  const [la, lb] = [lengthOf(A, a), lengthOf(B, b)]
  if (la === 0 || lb === 0) return la === lb ? 1 : 0
  const [maskA, maskB] = [A.masks[a] ?? 0, B.masks[b] ?? 0]
  let prefix = 0
  while (prefix < 4 && prefix < la && prefix < lb && A.letters[x + prefix] === B.letters[y + prefix]) prefix++
  const most = Math.min(la - lettersMissing(maskA, maskB), lb - lettersMissing(maskB, maskA))
  const best = (most / la + most / lb + 1) / 3
  if (best + prefix * 0.1 * (1 - best) < least) return 0
  const reach = Math.max(0, (Math.max(la, lb) >> 1) - 1)
  const jaro =
    la <= LONGEST && lb <= LONGEST ? jaroInBits(A, x, la, B, y, lb, reach) : jaroByLetters(A, x, la, B, y, lb, reach)
  return jaro + prefix * 0.1 * (1 - jaro)
}

const jaroOf = (matched: number, out: number, la: number, lb: number): number =>
  matched === 0 ? 0 : (matched / la + matched / lb + (matched - (out >> 1)) / matched) / 3

/** Where each letter of b stands, as bits: a letter of a takes the first free place within reach. */
const jaroInBits = (A: Texts, x: number, la: number, B: Texts, y: number, lb: number, reach: number): number => {
  for (let j = 0; j < lb; j++) {
    const letter = B.letters[y + j] ?? 0
    places[letter] = (places[letter] ?? 0) | (1 << j)
  }
  let [takenA, takenB, matched] = [0, 0, 0]
  for (let i = 0; i < la; i++) {
    const from = i > reach ? i - reach : 0
    const to = i + reach + 1
    const window = (to >= 31 ? 0x7fffffff : (1 << to) - 1) & ~((1 << from) - 1)
    const free = (places[A.letters[x + i] ?? 0] ?? 0) & window & ~takenB
    if (free === 0) continue
    takenB |= free & -free
    takenA |= 1 << i
    matched++
  }
  for (let j = 0; j < lb; j++) places[B.letters[y + j] ?? 0] = 0
  let out = 0
  while (takenA !== 0) {
    const [i, j] = [31 - Math.clz32(takenA & -takenA), 31 - Math.clz32(takenB & -takenB)]
    if (A.letters[x + i] !== B.letters[y + j]) out++
    takenA &= takenA - 1
    takenB &= takenB - 1
  }
  return jaroOf(matched, out, la, lb)
}

let taken = new Uint8Array(256)
let matchedLetters = new Uint16Array(256)

const jaroByLetters = (A: Texts, x: number, la: number, B: Texts, y: number, lb: number, reach: number): number => {
  if (taken.length < Math.max(la, lb)) {
    taken = new Uint8Array(2 * Math.max(la, lb))
    matchedLetters = new Uint16Array(2 * Math.max(la, lb))
  }
  taken.fill(0, 0, lb)
  let matched = 0
  for (let i = 0; i < la; i++) {
    const letter = A.letters[x + i] ?? 0
    const last = Math.min(lb - 1, i + reach)
    for (let j = Math.max(0, i - reach); j <= last; j++) {
      if (taken[j] || B.letters[y + j] !== letter) continue
      taken[j] = 1
      matchedLetters[matched++] = letter
      break
    }
  }
  let [out, k] = [0, 0]
  for (let j = 0; j < lb; j++) if (taken[j] && B.letters[y + j] !== matchedLetters[k++]) out++
  return jaroOf(matched, out, la, lb)
}

/** What is left of two texts without their common beginning and end. */
interface Core {
  x: number
  la: number
  y: number
  lb: number
}
const core: Core = { x: 0, la: 0, y: 0, lb: 0 }

const trim = (A: Texts, a: number, B: Texts, b: number): Core => {
  let [x, y] = [A.starts[a] ?? 0, B.starts[b] ?? 0]
  let [la, lb] = [lengthOf(A, a), lengthOf(B, b)]
  while (la > 0 && lb > 0 && A.letters[x] === B.letters[y]) {
    x++
    y++
    la--
    lb--
  }
  while (la > 0 && lb > 0 && A.letters[x + la - 1] === B.letters[y + lb - 1]) {
    la--
    lb--
  }
  core.x = x
  core.la = la
  core.y = y
  core.lb = lb
  return core
}

/** Whether one insertion, deletion, substitution or exchange of neighbours makes two different texts equal. */
export const oneEdit = (A: Texts, a: number, B: Texts, b: number): boolean => {
  const apart = lengthOf(A, a) - lengthOf(B, b)
  if (apart > 1 || apart < -1 || lettersApart(A.masks[a] ?? 0, B.masks[b] ?? 0) > 1) return false
  const { x, la, y, lb } = trim(A, a, B, b)
  if (la + lb === 0) return false
  if (la <= 1 && lb <= 1) return true
  return la === 2 && lb === 2 && A.letters[x] === B.letters[y + 1] && A.letters[x + 1] === B.letters[y]
}

const MOST_EDITS = 3
const WIDTH = 2 * MOST_EDITS + 1
let above = new Int32Array(WIDTH + 2)
let here = new Int32Array(WIDTH + 2)

/** Whether at most so many (3 at most) insertions, deletions and substitutions make two texts equal. */
export const editsWithin = (A: Texts, a: number, B: Texts, b: number, limit: number): boolean => {
  const apart = lengthOf(A, a) - lengthOf(B, b)
  if (apart > limit || apart < -limit || lettersApart(A.masks[a] ?? 0, B.masks[b] ?? 0) > limit) return false
  const { x, la, y, lb } = trim(A, a, B, b)
  if (la === 0 || lb === 0) return la + lb <= limit
  // Only places as far from the diagonal as there may be edits; slot d + limit + 1 of row i is column i + d.
  const far = limit + 1
  for (let slot = 0; slot < WIDTH + 2; slot++) above[slot] = far
  for (let d = 0; d <= limit; d++) above[d + limit + 1] = d
  for (let i = 1; i <= la; i++) {
    let best = far
    here.fill(far)
    for (let d = -limit; d <= limit; d++) {
      const j = i + d
      if (j < 0 || j > lb) continue
      const slot = d + limit + 1
      let cost = far
      if (j > 0) {
        cost = (above[slot] ?? far) + (A.letters[x + i - 1] === B.letters[y + j - 1] ? 0 : 1)
        const left = (here[slot - 1] ?? far) + 1
        if (left < cost) cost = left
      }
      const down = (above[slot + 1] ?? far) + 1
      if (down < cost) cost = down
      here[slot] = cost
      if (cost < best) best = cost
    }
    if (best > limit) return false
    const swapped = above
    above = here
    here = swapped
  }
  return (above[lb - la + limit + 1] ?? far) <= limit
}
