export { duration, number, percent } from '../drawings/index.ts'
export { bar, columns, heading } from '../journeys/layout.ts'
