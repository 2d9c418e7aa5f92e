import { describe, expect, it } from 'vitest'
import type { Condition } from '../events/index.ts'
import { hintOf, unmetOf } from './unmet.ts'

const STORES = ['lyon', 'lille', 'paris']
/** Stores alone are known, and an adviser that nobody is asked for by. */
const known = {
  fulfils: async ({ property, op, value }: Condition) =>
    property === 'email' || property === 'store' ? op === 'exists' || STORES.includes(String(value)) : false,
  values: async (_: string, containing: string) => STORES.filter((store) => store.includes(containing)),
}
const saying = async (...conditions: Condition[]) => (await unmetOf(conditions, known)).map(hintOf)

describe('A condition that no event fulfils', () => {
  it('says so, and names the likest values first', async () => {
    const [hint] = await saying({ property: 'store', op: 'eq', value: 'lile' })
    expect(hint).toEqual({
      fr: 'Aucun événement n’a « lile » pour magasin : la réponse est celle de personne. Valeurs les plus proches : lille, lyon, paris.',
      en: 'No event has "lile" as its store: the answer is one of nobody. Nearest values: lille, lyon, paris.',
    })
  })

  it('is nothing to say where an event fulfils it, or where everybody fulfils its opposite', async () => {
    expect(await saying({ property: 'store', op: 'eq', value: 'lille' })).toEqual([])
    expect(await saying({ property: 'sotre', op: 'ne', value: 'lille' })).toEqual([])
  })

  it('never repeats what says who somebody is, and names none of its values', async () => {
    const [hint] = await saying({ property: 'email', op: 'eq', value: 'claire@example.org' })
    expect(hint?.en).toBe('No event fulfils the condition on "email": the answer is one of nobody.')
  })

  it('says that nothing bears a property, or that a field is always empty', async () => {
    const [property, field] = await saying(
      { property: 'sotre', op: 'eq', value: 'lille' },
      { property: 'adviser', op: 'eq', value: 'karim' },
    )
    expect(property?.en).toBe('No event bears the property "sotre": the answer is one of nobody.')
    expect(field?.fr).toBe('Aucun événement n’a de conseiller : la réponse est celle de personne.')
  })
})
