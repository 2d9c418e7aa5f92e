/**
 * The minimum of a smooth function by the simplex of Nelder and Mead (The Computer Journal 7, 1965), restarted from its
 * answer until that stands. For the few parameters of the models here; deterministic.
 */
export const minimise = (
  f: (x: readonly number[]) => number,
  start: readonly number[],
): { x: number[]; value: number } => {
  let best = descend(f, start)
  for (let again = 0; again < 8; again++) {
    const next = descend(f, best.x)
    const settled = Math.abs(next.value - best.value) < 1e-10
    best = next.value <= best.value ? next : best
    if (settled) break
  }
  return best
}

interface Corner {
  readonly x: number[]
  readonly value: number
}

const descend = (f: (x: readonly number[]) => number, start: readonly number[]): Corner => {
  const corner = (x: number[]): Corner => ({ x, value: f(x) })
  const corners = [corner([...start]), ...start.map((_, k) => corner(start.map((v, i) => (i === k ? v + 0.25 : v))))]
  for (let round = 0; round < 2000; round++) {
    corners.sort((a, b) => a.value - b.value)
    const [first, worst] = [corners[0] as Corner, corners[corners.length - 1] as Corner]
    if (Math.abs(worst.value - first.value) < 1e-13 * (1 + Math.abs(first.value))) break
    const middle = start.map((_, i) => corners.slice(0, -1).reduce((sum, c) => sum + (c.x[i] ?? 0), 0) / start.length)
    const along = (t: number) => corner(middle.map((m, i) => m + t * ((worst.x[i] ?? 0) - m)))
    const mirrored = along(-1)
    const second = corners[corners.length - 2] as Corner
    if (mirrored.value < first.value) {
      const farther = along(-2)
      corners[corners.length - 1] = farther.value < mirrored.value ? farther : mirrored
    } else if (mirrored.value < second.value) corners[corners.length - 1] = mirrored
    else {
      const nearer = along(mirrored.value < worst.value ? -0.5 : 0.5)
      if (nearer.value < Math.min(worst.value, mirrored.value)) corners[corners.length - 1] = nearer
      else
        for (let k = 1; k < corners.length; k++)
          corners[k] = corner((corners[k] as Corner).x.map((v, i) => ((first.x[i] ?? 0) + v) / 2))
    }
  }
  return corners.reduce((a, b) => (a.value <= b.value ? a : b))
}
