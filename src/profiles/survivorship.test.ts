import { expect, it } from 'vitest'
import { survivor, type Telling } from './index.ts'

const told = (value: string, source: string, at: number): Telling => ({ value, source, at })
const claire = [told('Claire Lefèvre', 'crm', 1), told('Claire', 'site', 2), told('C. Lefèvre', 'caisse', 3)]
const by = (rule: 'latest' | 'trusted' | 'longest', sources: string[] = []) =>
  survivor(claire, { trait: 'name', rule, sources })?.value

it('of what was told of a trait, the latest holds unless its owner said otherwise', () => {
  expect(survivor(claire)?.value).toBe('C. Lefèvre')
  expect(by('latest')).toBe('C. Lefèvre')
  expect(by('longest')).toBe('Claire Lefèvre')
  expect(by('trusted', ['site', 'crm'])).toBe('Claire')
  expect(by('trusted', ['phone', 'crm'])).toBe('Claire Lefèvre')
  // Nobody trusted told it: the latest of the others.
  expect(by('trusted', ['phone'])).toBe('C. Lefèvre')
  expect(survivor([])).toBeUndefined()
})
it('of equals, the later holds', () => {
  const twice = [told('Lille', 'crm', 1), told('Lyons', 'crm', 2)]
  expect(survivor(twice, { trait: 'city', rule: 'longest', sources: [] })?.value).toBe('Lyons')
  expect(survivor(twice, { trait: 'city', rule: 'trusted', sources: ['crm'] })?.value).toBe('Lyons')
})
