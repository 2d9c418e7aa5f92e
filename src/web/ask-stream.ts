import type { Language } from '../kernel/index.ts'
import { Problem } from './ask.ts'

/** One event of a stream, as it was sent. */
interface Said {
  readonly event: string
  readonly told: unknown
}

/** The events of a stream of text, each once its blank line has come. */
async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Said> {
  let rest = ''
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const blocks = (rest + part.value).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const event = /^event: (.*)$/m.exec(block)?.[1]
      const told = /^data: (.*)$/m.exec(block)?.[1]
      if (event !== undefined && told !== undefined) yield { event, told: JSON.parse(told) }
    }
  }
}

/**
 * Asks for an answer that takes its time: hears what is told on the way to it (`progress`, `sampled`), and gives the
 * answer. Ending the signal ends the work.
 */
export const askStream = async <Body>(
  path: string,
  language: Language,
  hear: (event: string, told: unknown) => void,
  signal: AbortSignal,
): Promise<Body> => {
  const response = await fetch(path, {
    headers: { accept: 'text/event-stream', 'accept-language': language },
    signal,
  })
  if (!response.ok || !response.body) throw new Problem(response.status, await response.json().catch(() => ({})))
  for await (const { event, told } of eventsOf(response.body)) {
    if (event === 'answer') return (told as { readonly answer: Body }).answer
    if (event === 'refused') throw new Problem((told as { readonly status: number }).status, told as object)
    hear(event, told)
  }
  throw new Problem(500, {})
}
