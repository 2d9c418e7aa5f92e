// Prints the counts of vitest's JSON report on one line, last: `N passed, N failed, N skipped`.
// Ends with 1 where a test or a file failed, or where no test passed at all.
import { readFileSync } from 'node:fs'

let report
try {
  report = JSON.parse(readFileSync(process.argv[2], 'utf8'))
} catch {
  console.log('vitest left no report: no test ran to its end')
  console.log('0 passed, 1 failed, 0 skipped')
  process.exit(1)
}
// A file that could not be collected has no test of its own in the counts, and must not pass unseen.
const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
for (const file of broken) console.log(`could not be run: ${file.name}\n${file.message}`)
const failed = report.numFailedTests + broken.length
const skipped = report.numPendingTests + report.numTodoTests
console.log(`${report.numPassedTests} passed, ${failed} failed, ${skipped} skipped`)
// Unhandled errors outside tests also make the run unsuccessful.
process.exit(failed > 0 || report.numPassedTests === 0 ? 1 : 0)
