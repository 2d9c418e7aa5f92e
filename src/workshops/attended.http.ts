import { Type } from '@sinclair/typebox'
import type { Live } from '../api/live.ts'
import { type PublicEndpoint, type PublicPage, type PublicStream, publicEndpoint } from '../api/public-app.ts'
import { orThrow } from '../kernel/index.ts'
import { questionIn, ROLES } from './workshop.ts'
import type { Attended, Workshops } from './workshops.ts'

export interface AttendedPorts {
  readonly workshops: Workshops
  readonly live: Live
  readonly application: () => string
}

/** What a telephone in the room is told: the question in front and one's own answer; the room's once it is revealed. */
const told = ({ workshop: { outline, stand, persona }, who, mine, remarks, result }: Attended) => ({
  outline,
  persona: persona ?? null,
  question: stand.current === null ? null : (questionIn(outline, stand.current) ?? null),
  open: stand.open,
  who: { name: who.name, role: who.role },
  ...{ mine, remarks, result },
})

/** The pages and answers of a workshop for those who are in the room. */
export const attendedOutside = ({ workshops, live, application }: AttendedPorts) => {
  const page = async (): Promise<PublicPage> => ({ html: application() })
  const endpoints: readonly PublicEndpoint[] = [
    publicEndpoint({
      method: 'POST',
      path: '/public/workshops/join',
      params: Type.Object({}),
      input: Type.Object(
        {
          code: Type.String({ minLength: 4, maxLength: 12 }),
          name: Type.String({ maxLength: 80 }),
          role: Type.Unsafe<(typeof ROLES)[number]>({ type: 'string', enum: [...ROLES] }),
        },
        { additionalProperties: false },
      ),
      answer: async ({ input: { code, name, role } }) => {
        const { token, workshop } = orThrow(await workshops.join(code, name, role))
        live.tell(['workshop', workshop.id, 'room'])
        return { body: { token } }
      },
    }),
    publicEndpoint({
      method: 'GET',
      path: '/public/workshop',
      params: Type.Object({}),
      answer: async ({ token }) => ({ body: told(orThrow(await workshops.attend(token))) }),
    }),
    publicEndpoint({
      method: 'PUT',
      path: '/public/workshop/answer',
      params: Type.Object({}),
      input: Type.Object(
        { question: Type.String({ maxLength: 220 }), value: Type.Unknown() },
        { additionalProperties: false },
      ),
      answer: async ({ token, input: { question, value } }) => {
        const workshop = orThrow(await workshops.answer(token, question, value))
        live.tell(['workshop', workshop.id, 'room'])
        return { body: {} }
      },
    }),
  ]
  const streams: readonly PublicStream[] = [
    {
      path: '/public/workshop/live',
      open: async (token, hear) => {
        const { workshop } = orThrow(await workshops.attend(token))
        // Where the facilitator goes, not who answers.
        return live.listen((changed) => {
          const [name, id, what] = changed
          if (name === 'everything' || (name === 'workshop' && id === workshop.id && what === undefined)) hear()
        })
      },
    },
  ]
  return { endpoints, streams, pages: { '/w': page, '/w/:code': page } }
}
