import { type Readable, Transform } from 'node:stream'
import { Refused } from '../kernel/index.ts'
import { tooLarge } from './refusals.ts'

/** The same bytes, until they are more than a limit: then whoever reads them is refused, whatever length was announced. */
export const limited = (bytes: Readable, most: number): Readable => {
  let length = 0
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length
      if (length > most) done(new Refused(tooLarge(most)))
      else done(null, chunk)
    },
  })
  bytes.once('error', (problem) => counted.destroy(problem))
  bytes.once('aborted', () => counted.destroy(new Error('The sender went away')))
  return bytes.pipe(counted)
}
