import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { checkText, sound } from './index.ts'

const examples = fileURLToPath(new URL('../../examples', import.meta.url))
const maps = readdirSync(examples, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
  .map((entry) => `${entry.parentPath}/${entry.name}`)
  .filter((file) => readFileSync(file, 'utf8').includes('format: parcours/1'))

it('there are example maps', () => {
  expect(maps.some((file) => file.endsWith('permit/permit.yaml'))).toBe(true)
})

it.each(maps)('%s is sound, in French and in English', (file) => {
  const { read, findings } = checkText(readFileSync(file, 'utf8'), file)
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(sound(findings)).toBe(true)
  for (const { title } of [...(read?.map.stages ?? []), ...(read?.map.touchpoints ?? [])])
    expect(typeof title === 'string' ? title : Object.keys(title)).toEqual(
      typeof title === 'string' ? title : ['fr', 'en'],
    )
})
