import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { Refused } from '../kernel/index.ts'
import { sharedData } from '../shared-data.ts'
import { bytesInMemory } from './byte-source.memory.ts'
import type { ReaderPoint } from './row-block.ts'
import { openXes } from './xes-rows.node.ts'

type Row = Record<string, string>

const readAll = async (text: string | Buffer, chunk?: number, from?: ReaderPoint) => {
  const reader = openXes(bytesInMemory(text, chunk, undefined, 'log.xes'), {})
  const rows: Row[] = []
  const lines: number[] = []
  const rejected: string[] = []
  const points: { point: ReaderPoint; rows: number }[] = []
  for await (const block of reader.blocks(from)) {
    for (let row = 0; row < block.count; row++) {
      const cells = block.names.map((name, column) => [name, block.text(row, column)] as const)
      rows.push(Object.fromEntries(cells.filter(([, cell]) => cell !== undefined)) as Row)
      lines.push(block.lines[row] ?? 0)
    }
    rejected.push(...block.rejected.map(({ line, reason }) => `${line} ${reason}`))
    points.push({ point: block.point, rows: rows.length })
  }
  return { rows, lines, rejected, points, damage: reader.damage() }
}

/** What a reader of XML that is not ours finds in a log without nested attributes. */
const bySaxes = (text: string): Row[] => {
  const parser = new SaxesParser({ xmlns: false, position: false })
  const rows: Row[] = []
  const stack: string[] = []
  let [trace, event]: [Row, Row | undefined] = [{}, undefined]
  parser.on('opentag', ({ name, attributes }) => {
    stack.push(name)
    const { key = '', value = '' } = attributes as { key?: string; value?: string }
    if (name === 'trace') trace = {}
    else if (name === 'event') event = {}
    else if (event) event[key] = value
    else if (stack.includes('trace')) trace[`case:${key}`] = value
  })
  parser.on('closetag', ({ name }) => {
    stack.pop()
    if (name === 'event') {
      rows.push({ ...event, ...trace })
      event = undefined
    }
  })
  parser.write(text).close()
  return rows
}

const log = (inside: string) => `<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0">\n${inside}\n</log>\n`
const event = (...inside: string[]) => `<event>${inside.join('')}</event>`
const string = (key: string, value: string) => `<string key="${key}" value="${value}"/>`

describe('an event log', () => {
  it('gives its events with the attributes of their trace, globals and classifiers aside', async () => {
    const { rows, lines, damage } = await readAll(
      log(
        `<!-- <event> --><extension name="Concept" prefix="concept" uri="x"/>
<global scope="event"><string key="concept:name" value="name"/></global>
<classifier name="Activity" keys="Activity"/>
<string key="creator" value="Claire"/>
<trace><string key="concept:name" value="C1"/><int key="rooms" value="3"/>
<event>
  <string key="concept:name" value="Visit &amp; &lt;call&gt; &#233;&#x20AC;"/>
  <date key='time:timestamp' value='2026-03-03T10:00:00.000+01:00'/>
  <string key="lifecycle:transition" value="complete"/>
</event>
</trace><trace><event/></trace>`,
      ),
    )
    expect(rows).toEqual([
      {
        'concept:name': 'Visit & <call> é€',
        'time:timestamp': '2026-03-03T10:00:00.000+01:00',
        'lifecycle:transition': 'complete',
        'case:concept:name': 'C1',
        'case:rooms': '3',
      },
      {},
    ])
    expect(lines).toEqual([8, 13])
    expect(damage).toBeUndefined()
  })

  it('keeps nested attributes and lists under dotted names', async () => {
    const { rows } = await readAll(
      log(
        `<trace>${event(
          '<string key="offer" value="kitchen"><int key="price" value="12"/><string key="by" value="Karim"><boolean key="vip" value="true"/></string></string>',
          '<list key="rooms"><values><string key="room" value="a"/><string key="room" value="b"/></values></list>',
        )}</trace>`,
      ),
    )
    expect(rows).toEqual([
      {
        offer: 'kitchen',
        'offer.price': '12',
        'offer.by': 'Karim',
        'offer.by.vip': 'true',
        'rooms.room': 'a',
        'rooms.room.2': 'b',
      },
    ])
  })

  it('is read as saxes reads it, whatever the values, the blanks, the quotes and the chunks', async () => {
    const key = fc.constantFrom('concept:name', 'time:timestamp', 'org:resource', 'é', 'a', 'b')
    const value = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 6 }),
      fc.constantFrom('&', '<', '"', "'", '>', ' x ', '', '\t', '\n'),
    )
    const blank = fc.constantFrom(' ', '\n', '  \n\t')
    const attribute = fc.tuple(
      fc.constantFrom('string', 'int', 'date'),
      key,
      value,
      blank,
      fc.boolean(),
      fc.constantFrom('"', "'"),
    )
    const escaped = (text: string) =>
      text.replace(/[<&"'>\t\n\r]|[^\P{C}\t\n]/gu, (letter) =>
        /[\t\n]/.test(letter) ? letter : /[<&"'>]/.test(letter) ? `&#${letter.codePointAt(0)};` : '',
      )
    const written = ([tag, name, text, gap, closed, quote]: [string, string, string, string, boolean, string]) =>
      `<${tag}${gap}key=${quote}${name}${quote}${gap}value=${quote}${escaped(text)}${quote}${closed ? '' : ' '}${closed ? `></${tag}>` : '/>'}`
    const unique = <T extends readonly [string, string, ...unknown[]]>(list: T[]) => [
      ...new Map(list.map((item) => [item[1], item])).values(),
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.array(attribute, { maxLength: 3 }).map(unique),
            fc.array(fc.array(attribute, { maxLength: 4 }).map(unique), { maxLength: 4 }),
          ),
          { maxLength: 4 },
        ),
        fc.integer({ min: 1, max: 60 }),
        async (traces, chunk) => {
          const text = log(
            traces
              .map(
                ([own, events]) =>
                  `<trace>${own.map(written).join('')}\n${events.map((one) => event(...one.map(written))).join('<!--x-->')}</trace>`,
              )
              .join('\n'),
          )
          const { rows, damage } = await readAll(text, chunk)
          expect(damage).toBeUndefined()
          expect(rows).toEqual(bySaxes(text))
        },
      ),
      { numRuns: 200 },
    )
  })

  for (const [path, count] of [
    ['logs/running-example.xes', 42],
    ['logs/helpdesk.xes.gz', 21_348],
  ] as const) {
    const file = sharedData(path)
    it.skipIf(!file)(`${path} is read as saxes reads it (needs the shared data)`, async () => {
      const bytes = readFileSync(file ?? '')
      const text = path.endsWith('.gz') ? gunzipSync(bytes) : bytes
      const { rows } = await readAll(text)
      expect(rows.length).toBe(count)
      expect(rows).toEqual(bySaxes(text.toString('utf8')))
    })
  }

  it('resumes after the rows already brought, with the same lines', async () => {
    const traces = Array.from(
      { length: 300 },
      (_, i) =>
        `<trace>${string('concept:name', `C${i}`)}\n${Array.from({ length: 40 }, (_, j) => event(string('concept:name', `E${j}`), string('note', 'x'.repeat(50)))).join('\n')}</trace>`,
    )
    const text = log(traces.join('\n'))
    const whole = await readAll(text)
    expect(whole.rows.length).toBe(12_000)
    const { point, rows } = whole.points[1] ?? { point: undefined, rows: 0 }
    expect(rows).toBeGreaterThan(0)
    const rest = await readAll(text, 999, point)
    expect(rest.rows).toEqual(whole.rows.slice(rows))
    expect(rest.lines).toEqual(whole.lines.slice(rows))
  })
})

describe('a bad event log', () => {
  it('of a billion laughs is refused before anything swells', async () => {
    const laughs = `<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>\n<log><trace><event><string key="concept:name" value="&b;"/></event></trace></log>`
    await expect(readAll(laughs)).rejects.toBeInstanceOf(Refused)
    await expect(readAll(laughs, 3)).rejects.toMatchObject({
      refusal: { code: 'xml-entities', at: { file: 'log.xes', line: 2 } },
    })
  })

  it.each([
    ['an unknown entity', event(string('a', '&b;'))],
    ['a tag that closes nothing', `${event(string('a', '1'))}</event>`],
    ['a lone ampersand', event(string('a', 'b & c'))],
    ['a < in a value', event(string('a', 'b < c'))],
    ['an attribute without quotes', '<event><string key=a value="1"/></event>'],
  ])('with %s keeps the events before it and names the line', async (_, wrong) => {
    const { rows, damage } = await readAll(
      log(`<trace>\n${event(string('concept:name', 'Visit'))}\n${wrong}</trace>`),
      11,
    )
    expect(rows[0]).toEqual({ 'concept:name': 'Visit' })
    expect(damage).toMatchObject({ code: 'malformed-xml', at: { line: 5 } })
  })

  it('that is cut keeps its whole events, and refuses the one cut short', async () => {
    const text = log(`<trace>\n${event(string('a', '1'))}\n${event(string('a', '2'))}</trace>`)
    const { rows, rejected, damage } = await readAll(text.slice(0, text.indexOf('"2"')))
    expect(rows).toEqual([{ a: '1' }])
    expect(rejected).toEqual(['5 cut-short'])
    expect(damage).toMatchObject({ code: 'truncated-xes', at: { line: 5 } })
  })

  it('with an event of 50 MB refuses it without holding it', async () => {
    const source = bytesInMemory('<log><trace>')
    const piece = Buffer.from(`${string('k', 'x'.repeat(500))}\n`.repeat(200))
    source.chunks = async function* () {
      yield Buffer.from(`<log><trace>${event(string('a', '1'))}\n<event>`)
      for (let i = 0; i < 500; i++) yield piece
      yield Buffer.from(`</event>\n${event(string('a', '3'))}</trace></log>`)
    }
    const seen: string[] = []
    let largest = 0
    for await (const block of openXes(source, {}).blocks()) {
      largest = Math.max(largest, block.bytes.length)
      seen.push(...block.rejected.map(({ line, reason }) => `${line} ${reason}`))
      for (let row = 0; row < block.count; row++) seen.push(`${block.lines[row]} ${block.text(row, 0)}`)
    }
    expect(seen.sort()).toEqual(['1 1', '100003 3', '2 line-too-long'])
    expect(largest).toBeLessThan(1 << 23)
  })

  it('with a value that is not UTF-8 refuses that event by its line', async () => {
    const text = Buffer.from(log(`<trace>\n${event(string('a', '1'))}\n${event(string('a', 'X'))}</trace>`))
    text[text.indexOf('X')] = 0xff
    const { rows, rejected } = await readAll(text)
    expect(rows).toEqual([{ a: '1' }])
    expect(rejected).toEqual(['5 invalid-text'])
  })
})
