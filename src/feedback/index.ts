export * from './score.ts'
export { studentTail } from './student.ts'
