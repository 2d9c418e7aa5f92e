import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { type Actor, type May, notAllowed } from '../governance/index.ts'
import { Refused, say } from '../kernel/index.ts'
import type { CaseQuestion, CaseReader } from './case-reader.ts'
import { draftMap } from './draft.ts'
import { draftIdOf, nothingToDraft } from './draft-refusals.ts'
import { draftYaml } from './draft-yaml.ts'

/** What is lived by fewer journeys than this is left off a first draft. */
const MIN_SHARE = 0.01

/** What a map is called that is drawn from every source. */
const OBSERVED = { fr: 'Parcours observé', en: 'Observed journey' }

/** A map proposed from what a source's customers lived: the text of a file, to begin a map from. */
export const draftEndpoints = (reader: CaseReader, may: May): readonly Endpoint[] => [
  endpoint({
    method: 'POST',
    path: '/api/maps/draft',
    name: 'draftMap',
    summary: 'Proposes a map from what a source’s customers lived, as parcours/1 in YAML. Keeps nothing.',
    params: Type.Object({}),
    query: Type.Object({}),
    input: Type.Object({
      source: Type.Optional(
        Type.String({ minLength: 1, maxLength: 200, description: 'All that was lived where none is named.' }),
      ),
      minShare: Type.Optional(
        Type.Number({ minimum: 0, maximum: 1, description: 'What fewer journeys live is left off; 1 % by default.' }),
      ),
    }),
    body: Type.Object({ id: Type.String(), text: Type.String(), touchpoints: Type.Integer(), cases: Type.Integer() }),
    answer: async ({ actor, input: { source, minShare = MIN_SHARE }, language }) => {
      if (!may(actor, 'events.read', actor.workspace)) throw new Refused(notAllowed('events.read'))
      const question = questionOf(actor, source)
      const [asOf, table] = await Promise.all([reader.latest(question), reader.cases(question)])
      if (table.keys.length === 0) throw new Refused(nothingToDraft)
      const name = source ?? say(OBSERVED, language)
      const id = draftIdOf(name)
      const draft = draftMap(table, { id, title: name, source: name, asOf, minShare })
      const text = draftYaml(draft, name, language)
      return { body: { id, text, touchpoints: draft.facts.size, cases: draft.cases } }
    },
  }),
]

const questionOf = ({ workspace }: Actor, source: string | undefined): CaseQuestion => ({
  workspace,
  filter: source === undefined ? {} : { source },
  inferred: 'session',
})
