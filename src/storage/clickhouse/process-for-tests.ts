import { runAnalyticsProcess } from './process.ts'

await runAnalyticsProcess()
