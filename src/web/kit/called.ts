import { useWords } from '../words/language.tsx'

/** As much of a browser's or a device's key as tells one from another. */
const SHORT = 8

/** The identifier that stands in a key of a list: `person:user:3477` and `user:3477` alike. */
export const identifierOf = (key: string): string => key.replace(/^person:/, '')

/**
 * What somebody is called whose name is not known: by what they are known by, in the reader's words, never by a key of
 * the machine. The key itself belongs in the tooltip.
 */
export const useCalled = (): ((key: string) => string) => {
  const { say } = useWords()
  return (key) => {
    const identifier = identifierOf(key)
    const colon = identifier.indexOf(':')
    if (colon < 0) return identifier
    const [kind, value] = [identifier.slice(0, colon), identifier.slice(colon + 1)]
    switch (kind) {
      case 'user':
      case 'crm':
      case 'loyalty':
        return say('called.customer', { value })
      case 'order':
        return say('called.order', { value })
      case 'device':
      case 'anonymous':
        return say('called.visitor', { value: value.length > SHORT + 1 ? `${value.slice(0, SHORT)}…` : value })
      case 'case':
        return say('called.case', { value })
      default:
        return value
    }
  }
}

interface Known {
  readonly name: string
  readonly identifiers: readonly { readonly kind: string; readonly value: string }[]
}

/** The name of somebody, else what they are called. */
export const useNameOf = (): ((who: Known) => string) => {
  const { say } = useWords()
  const called = useCalled()
  return ({ name, identifiers: [known] }) =>
    name || (known ? called(`${known.kind}:${known.value}`) : say('called.nobody'))
}
