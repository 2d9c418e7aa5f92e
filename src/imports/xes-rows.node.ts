import { type Refusal, Refused } from '../kernel/index.ts'
import { BlockBuilder } from './block-builder.ts'
import { type ByteSource, fingerprintOf } from './byte-source.node.ts'
import { LONGEST_ROW } from './csv-rows.node.ts'
import { detectEncoding, inUtf8, namedEncoding } from './encoding.node.ts'
import { refuseInvalidCells } from './invalid-text.node.ts'
import type { RowReader } from './reader.ts'
import { Rolling } from './rolling.ts'
import type { ReaderPoint, RowBlock } from './row-block.ts'
import { XesEvents } from './xes-events.ts'
import { XmlTags } from './xml-tags.ts'

const START: ReaderPoint = { offset: 0, line: 1, position: 0 }

const malformed = (file: string, line: number): Refusal => ({
  code: 'malformed-xml',
  what: { fr: 'Le XML est mal formé ici.', en: 'The XML is malformed here.' },
  remedy: {
    fr: 'Les événements qui précèdent sont gardés. Corrigez ou exportez de nouveau le fichier, puis relancez l’import.',
    en: 'The events before it are kept. Correct or export the file again, then import it again.',
  },
  at: { file, line },
})

const truncated = (file: string, line: number): Refusal => ({
  code: 'truncated-xes',
  what: { fr: 'Ce journal XES s’arrête avant sa fin.', en: 'This XES log stops before its end.' },
  remedy: {
    fr: 'Les événements complets sont gardés. Copiez ou exportez de nouveau le fichier, puis relancez l’import.',
    en: 'The complete events are kept. Copy or export the file again, then import it again.',
  },
  at: { file, line },
})

const entities = (file: string, line: number) =>
  new Refused({
    code: 'xml-entities',
    what: {
      fr: 'Ce XML déclare ses propres entités ou sa grammaire (DOCTYPE) : un tel fichier peut enfler sans fin.',
      en: 'This XML declares entities or a grammar of its own (DOCTYPE): such a file can swell without end.',
    },
    remedy: {
      fr: 'Exportez le journal sans DOCTYPE ; XES n’en a pas besoin.',
      en: 'Export the log without a DOCTYPE; XES needs none.',
    },
    at: { file, line },
  })

/** Reads a stream of tags; what is wrong is told through `fail`, after everything before it was given. */
async function* scan(
  chunks: AsyncIterable<Buffer>,
  builder: BlockBuilder,
  file: string,
  from: ReaderPoint,
  fail: (refusal: Refusal) => void,
): AsyncGenerator<RowBlock> {
  const tags = new XmlTags()
  const events = new XesEvents(builder, LONGEST_ROW, from.position)
  const rolling = new Rolling()
  let failed = false
  const stop = (refusal: Refusal) => {
    failed = true
    fail(refusal)
  }
  /** Reads tags until the block is full (true) or the bytes are used up. */
  const fill = (): boolean => {
    for (;;) {
      const kind = tags.read(rolling.bytes, rolling.begin, rolling.end)
      rolling.use(tags.next)
      if (kind === 'unfinished') {
        if (rolling.length > LONGEST_ROW) stop(malformed(file, tags.line))
        return false
      }
      if (kind === 'doctype') throw entities(file, tags.line)
      const sound =
        kind === 'skipped' ||
        (kind === 'close'
          ? events.closed(rolling.bytes, tags)
          : kind !== 'malformed' && events.opened(rolling.bytes, tags, kind === 'empty'))
      if (!sound) {
        stop(malformed(file, tags.line))
        return false
      }
      if (builder.full && events.between) return true
    }
  }
  const take = (): RowBlock => {
    const block = builder.take({ offset: rolling.offset, line: tags.line, position: events.position })
    block.rejected = events.rejected
    refuseInvalidCells(block)
    events.rejected = []
    events.taken()
    return block
  }
  for await (const chunk of chunks) {
    rolling.push(chunk)
    while (fill()) yield take()
    if (failed) break
  }
  if (!failed && (events.depth > 0 || rolling.length > 0)) stop(truncated(file, tags.line))
  events.cut()
  if (!builder.empty || events.rejected.length > 0) yield take()
}

/** The encoding that a mark or the XML declaration says; UTF-8 where neither does. */
const encodingOf = (head: Buffer): string => {
  const marked = detectEncoding(head.subarray(0, 512))
  if (marked.startsWith('utf-16')) return marked
  const declared = /^[^<]*<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(head.toString('latin1', 0, 512))?.[1]
  return declared === undefined ? 'utf-8' : namedEncoding(declared)
}

/** An event log in XES (IEEE 1849). */
export const openXes = (source: ByteSource, choices: { readonly encoding?: string }): RowReader => {
  const encoding = choices.encoding ?? encodingOf(source.head)
  let names: readonly string[] = []
  let damage: Refusal | undefined
  return {
    file: source.file,
    described: `XES ${encoding}${source.gzip ? ' gzip' : ''}`,
    size: source.size,
    names: () => names,
    consumed: () => source.consumed,
    untyped: false,
    neverGuessed: ['profile', 'store', 'adviser'],
    fingerprint: fingerprintOf(source),
    blocks: (from = START) => {
      damage = undefined
      const builder = new BlockBuilder(source.file)
      names = builder.known()
      return scan(inUtf8(source.chunks(), encoding), builder, source.file, from, (refusal) => {
        damage = refusal
      })
    },
    damage: () => source.damage ?? damage,
    close: () => source.close(),
  }
}
