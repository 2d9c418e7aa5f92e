import { describe, expect, it } from 'vitest'
import { bytesInMemory } from './byte-source.memory.ts'
import { openNdjson } from './ndjson-rows.node.ts'
import type { ReaderPoint } from './row-block.ts'

const readAll = async (text: string | Buffer, chunk?: number, from?: ReaderPoint) => {
  const rows: Record<string, string>[] = []
  const lines: number[] = []
  const textual: string[] = []
  const rejected: string[] = []
  const points: { point: ReaderPoint; rows: number }[] = []
  for await (const block of openNdjson(bytesInMemory(text, chunk), {}).blocks(from)) {
    for (let row = 0; row < block.count; row++) {
      const cells: Record<string, string> = {}
      block.names.forEach((name, column) => {
        const cell = block.text(row, column)
        if (cell !== undefined) cells[name] = cell
        if (cell !== undefined && block.textual?.[row * block.width + column] === 1) textual.push(name)
      })
      rows.push(cells)
      lines.push(block.lines[row] ?? 0)
    }
    rejected.push(...block.rejected.map(({ line, reason }) => `${line} ${reason}`))
    points.push({ point: block.point, rows: rows.length })
  }
  return { rows, lines, textual, rejected, points }
}

describe('a file of JSON lines', () => {
  it('gives nested keys under dotted names, texts apart from numbers, and nothing for null', async () => {
    const { rows, textual, lines } = await readAll(
      '\uFEFF{"case":"12","n":12,"at":{"store":"Lille","ok":true},"tags":["a",1],"none":null}\n\n{"late":"é","case":""}',
    )
    expect(rows).toEqual([
      { case: '12', n: '12', 'at.store': 'Lille', 'at.ok': 'true', tags: '["a",1]' },
      { late: 'é', case: '' },
    ])
    expect(textual.sort()).toEqual(['at.store', 'case', 'case', 'late'])
    expect(lines).toEqual([1, 3])
  })

  it('keeps every digit of a number too large for JavaScript', async () => {
    const { rows, textual } = await readAll(
      '{"order":9007199254740993,"of":[9007199254740993,-12345678901234567890],"text":"9007199254740993 \\" 9007199254740993"}\n{"order":9007199254740992,"n":1234567890123456.5}',
    )
    expect(rows).toEqual([
      {
        order: '9007199254740993',
        of: '[9007199254740993,-12345678901234567890]',
        text: '9007199254740993 " 9007199254740993',
      },
      { order: '9007199254740992', n: '1234567890123456.5' },
    ])
    expect(textual).toEqual(['text'])
  })

  it('refuses by its line an object nested without end, and reads on', async () => {
    const deep = (open: string, close: string) => `{"a":${open.repeat(100_000)}1${close.repeat(100_000)}}`
    const { rows, rejected } = await readAll(`${deep('{"a":', '}')}\n${deep('[', ']')}\n{"b":1}`)
    expect(rows).toEqual([{ b: '1' }])
    expect(rejected).toEqual(['1 too-deep', '2 too-deep'])
  })

  it('refuses by its line what is no object, what is no UTF-8 and what is too long', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"a":1}\n[1]\n{"a":\n"x"\n{"a":"'),
      Buffer.from([0xff]),
      Buffer.from(`"}\n{"a":"${'x'.repeat(2 << 20)}"}\n{"a":2}`),
    ])
    for (const chunk of [1 << 16, 1 << 20]) {
      const { rows, rejected } = await readAll(bytes, chunk)
      expect(rows).toEqual([{ a: '1' }, { a: '2' }])
      expect(rejected).toEqual([
        '2 not-an-object',
        '3 not-an-object',
        '4 not-an-object',
        '5 invalid-text',
        '6 line-too-long',
      ])
    }
  })

  it('resumes from any point', async () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `{"case":"C${i}","n":${i},"k${i % 3}":"x"}`).join('\n')
    const whole = await readAll(text)
    const { point, rows } = whole.points[1] ?? { point: undefined, rows: 0 }
    const rest = await readAll(text, 1000, point)
    expect(rest.rows).toEqual(whole.rows.slice(rows))
    expect(rest.lines).toEqual(whole.lines.slice(rows))
  })
})
