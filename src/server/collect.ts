import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc') as (options?: { readonly type: 'minor' }) => void
setFlagsFromString('--no-expose-gc')

/**
 * Gives back what is not used any more. The engine of the language does not count memory that threads share, and so does
 * not hurry to: `minor` looks at what was made lately, in a few milliseconds.
 */
export const collect = (type: 'minor' | 'major'): void => {
  // Whatever it is given it takes for a wish for the minor one.
  if (type === 'minor') gc({ type })
  else gc()
}
