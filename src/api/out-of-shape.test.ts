import { Type } from '@sinclair/typebox'
import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { say } from '../kernel/index.ts'
import { type Finding, outOfShape } from './out-of-shape.ts'
import { setValidator } from './validator.ts'

const querystring = Type.Object(
  {
    step: Type.Union([Type.String({ minLength: 1 }), Type.Array(Type.String({ minLength: 1 }), { maxItems: 2 })]),
    window: Type.Optional(Type.String({ pattern: '^P[0-9]+D$', examples: ['P30D'] })),
    order: Type.Optional(Type.Unsafe<string>({ type: 'string', enum: ['ordered', 'any'] })),
    depth: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { additionalProperties: false },
)

const refused = async (query: string) => {
  const app = Fastify()
  setValidator(app)
  app.get('/', { schema: { querystring } }, async () => 'answered')
  app.setErrorHandler((problem: { validation?: readonly Finding[] }, _, reply) =>
    reply.send(outOfShape(problem.validation ?? []).what),
  )
  const { payload } = await app.inject(`/?${query}`)
  return payload === 'answered' ? payload : (JSON.parse(payload) as { readonly fr: string; readonly en: string })
}

it.each([
  ['order=any', '« step » ', 'il manque', '"step" is missing'],
  ['step=visit&order=sideways', '« order » ', 'est l’un de : ordered, any', '"order" is one of: ordered, any'],
  ['step=visit&window=soon', '« window » ', 's’écrit par exemple P30D', '"window" is written for example P30D'],
  ['step=visit&depth=0', '« depth » ', 'vaut au moins 1', '"depth" is at least 1'],
  ['step=visit&depth=deep', '« depth » ', 'est un nombre entier', '"depth" is a whole number'],
  ['step=', '« step » ', 'a au moins 1 caractère', '"step" has 1 character(s) at least'],
  ['step=visit&wher=store', '« wher » ', 'n’a pas de sens ici', '"wher" means nothing here'],
])(
  'of "%s" it is said in the caller’s language what is wanted, and nothing of the validator’s',
  async (query, name, fr, en) => {
    const told = await refused(query)
    if (typeof told === 'string') throw new Error(told)
    expect(say(told, 'fr')).toContain(name.trim())
    expect(say(told, 'fr')).toContain(fr)
    expect(say(told, 'en')).toContain(en)
    expect(told.fr + told.en).not.toMatch(/querystring|must|schema/)
  },
)

it('what stood there, which may be of a person, is not said again', async () => {
  const told = await refused('step=visit&depth=claire%40exemple.fr')
  expect(JSON.stringify(told)).not.toContain('claire')
})
