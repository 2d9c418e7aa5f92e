import { isObject, type JsonObject, objectOr } from './json-object.ts'

/** A channel of the vocabulary, or one that a map declares. */
const CHANNEL = /^[a-z][\w-]{0,39}$/

export interface FoundChannel {
  readonly channel: string
  readonly channelInferred: boolean
}

const inferred = (message: JsonObject, call: string): string => {
  const context = objectOr(message.context)
  const { library, page } = context
  const name = isObject(library) && typeof library.name === 'string' ? library.name : ''
  if (call === 'screen' || /android|ios|flutter|react-native|swift|kotlin/i.test(name)) return 'app'
  if (call === 'page' || isObject(page) || /^analytics\.js|^rudderlabs javascript/i.test(name)) return 'web'
  return ''
}

/** The channel that a message names, else the one that its library, page or screen betrays, marked as such. */
export const channelOf = (message: JsonObject, call: string): FoundChannel => {
  const { channel } = objectOr(message.context)
  if (typeof channel === 'string' && CHANNEL.test(channel)) return { channel, channelInferred: false }
  const found = inferred(message, call)
  return { channel: found, channelInferred: found !== '' }
}
