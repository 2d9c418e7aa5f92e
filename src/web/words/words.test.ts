import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { fr } from './fr.ts'

const web = fileURLToPath(new URL('..', import.meta.url))
const code = readdirSync(web, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/(?:^|\.)(?:fr|en)\.ts$/.test(entry.name))
  .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'))
  .join('\n')
/** Keys built from a closed list are written as a template: `status.${…}`. */
const families = [...code.matchAll(/`([\w.]+\.)\$\{/g)].map(([, family = '']) => family)
const holes = (text: string) => [...text.matchAll(/\{(\w+)/g)].map(([, name]) => name).sort()

describe('the words of the interface', () => {
  it('were found in the code', () => {
    expect(Object.keys(fr).length).toBeGreaterThan(40)
    expect(families.length).toBeGreaterThan(0)
  })
  it('exist in both languages, with the same holes', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(fr).sort())
    for (const [key, text] of Object.entries(fr)) expect(holes(en[key as keyof typeof fr]), key).toEqual(holes(text))
  })
  it('are all used', () => {
    const unused = Object.keys(fr).filter(
      (key) =>
        !code.includes(`'${key}'`) && !code.includes(`"${key}"`) && !families.some((family) => key.startsWith(family)),
    )
    expect(unused).toEqual([])
  })
  it('are set in French: no plain space before : ; ? ! or inside « »', () => {
    const wrong = Object.entries(fr).filter(([, text]) => / [:;?!»]|« /.test(text.replace(/\{[^}]*\}/g, 'x')))
    expect(wrong).toEqual([])
  })
})
