export { type PageMeans, reportPage } from './page.ts'
export type { ReportInput } from './view.ts'
