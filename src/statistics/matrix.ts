import { goOn, type Look } from './look.ts'

/** A square matrix by rows, laid flat. */
export interface Square {
  readonly size: number
  readonly cells: Float64Array
}

/**
 * Eigenvalues and eigenvectors (columns of `vectors`) of a symmetric matrix by Jacobi's rotations, to machine precision.
 * Source: Golub and Van Loan, Matrix Computations, 8.5.
 */
export const symmetricEigen = (
  { size, cells }: Square,
  look: Look = goOn,
): { values: Float64Array; vectors: Float64Array } => {
  const a = Float64Array.from(cells)
  const v = new Float64Array(size * size)
  for (let i = 0; i < size; i++) v[i * size + i] = 1
  const at = (m: Float64Array, i: number, j: number) => m[i * size + j] ?? 0
  const rotate = (m: Float64Array, i: number, j: number, k: number, l: number, s: number, tau: number) => {
    const [g, h] = [at(m, i, j), at(m, k, l)]
    m[i * size + j] = g - s * (h + g * tau)
    m[k * size + l] = h + s * (g - h * tau)
  }
  for (let sweep = 0; sweep < 100; sweep++) {
    let off = 0
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) off += at(a, p, q) ** 2
    if (off < 1e-30) break
    for (let p = 0; p < size; p++) {
      look()
      for (let q = p + 1; q < size; q++) {
        const apq = at(a, p, q)
        if (apq === 0) continue
        const theta = (at(a, q, q) - at(a, p, p)) / (2 * apq)
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
        const c = 1 / Math.sqrt(t * t + 1)
        const s = t * c
        const tau = s / (1 + c)
        a[p * size + p] = at(a, p, p) - t * apq
        a[q * size + q] = at(a, q, q) + t * apq
        a[p * size + q] = 0
        a[q * size + p] = 0
        for (let i = 0; i < size; i++) {
          if (i !== p && i !== q) {
            rotate(a, i, p, i, q, s, tau)
            a[p * size + i] = at(a, i, p)
            a[q * size + i] = at(a, i, q)
          }
          rotate(v, i, p, i, q, s, tau)
        }
      }
    }
  }
  return { values: Float64Array.from({ length: size }, (_, i) => at(a, i, i)), vectors: v }
}

/** The inverse of a matrix that has one, by elimination with partial pivots (Gauss and Jordan). */
export const inverse = ({ size, cells }: Square, look: Look = goOn): Square => {
  const a = Float64Array.from(cells)
  const b = new Float64Array(size * size)
  for (let i = 0; i < size; i++) b[i * size + i] = 1
  const swap = (m: Float64Array, one: number, other: number) => {
    const row = m.slice(one * size, (one + 1) * size)
    m.copyWithin(one * size, other * size, (other + 1) * size)
    m.set(row, other * size)
  }
  const take = (m: Float64Array, row: number, from: number, factor: number) => {
    for (let k = 0; k < size; k++) m[row * size + k] = (m[row * size + k] ?? 0) - factor * (m[from * size + k] ?? 0)
  }
  for (let column = 0; column < size; column++) {
    look()
    let pivot = column
    for (let row = column + 1; row < size; row++)
      if (Math.abs(a[row * size + column] ?? 0) > Math.abs(a[pivot * size + column] ?? 0)) pivot = row
    for (const m of [a, b]) if (pivot !== column) swap(m, column, pivot)
    const top = a[column * size + column] ?? 1
    for (const m of [a, b]) for (let k = column * size; k < (column + 1) * size; k++) m[k] = (m[k] ?? 0) / top
    for (let row = 0; row < size; row++) {
      const factor = a[row * size + column] ?? 0
      if (row !== column && factor !== 0) for (const m of [a, b]) take(m, row, column, factor)
    }
  }
  return { size, cells: b }
}
