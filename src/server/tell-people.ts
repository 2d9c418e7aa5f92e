import type { Said } from '../comments/index.ts'
import { type Actor, LOCAL_OWNER } from '../governance/index.ts'
import type { ImportRecord } from '../imports/import-record.ts'
import { orThrow, tell } from '../kernel/index.ts'
import type { JourneyMap, Maps, RevisionWish, StatusChange } from '../maps/index.ts'
import { type NoticedMoment, SIGN_WORDS } from '../moments/index.ts'
import type { Notices, Raised } from '../notices/index.ts'

const EXCERPT = 140

const begun = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return [...line].length > EXCERPT ? `${[...line].slice(0, EXCERPT - 1).join('')}…` : line
}

const placeOf = (map: string, search: Readonly<Record<string, string>>): string =>
  `/maps/${encodeURIComponent(map)}?${new URLSearchParams(search)}`

const titleOf = async (maps: Maps, actor: Actor, map: string) => {
  const pulled = await maps.pull(actor, map)
  return pulled.ok ? pulled.value.map.title : map
}

/** What happens in the other rooms, as notices for who should know. */
export const createTeller = ({ maps, notices }: { readonly maps: Maps; readonly notices: Notices }) => ({
  said: async (workspace: Actor['workspace'], { thread, comment, mentioned, others }: Said): Promise<void> => {
    const title = await titleOf(maps, LOCAL_OWNER, thread.map)
    const told = (kind: 'mention' | 'reply', to: string): Raised => ({
      kind,
      key: `${kind} ${comment.id} ${to}`,
      to,
      ...(comment.signed !== undefined && { from: comment.signed }),
      facts: { map: thread.map, title, excerpt: begun(comment.text) },
      place: placeOf(thread.map, { aside: `comments:${thread.anchor}` }),
    })
    await notices.raise(workspace, [
      ...mentioned.map((name) => told('mention', name)),
      ...others.map((name) => told('reply', name)),
    ])
  },
  stands: async ({ actor, signed }: RevisionWish, map: string, change: StatusChange): Promise<void> => {
    if (change.status !== 'in_review' && change.status !== 'approved') return
    await notices.raise(actor.workspace, [
      {
        kind: change.status === 'approved' ? 'published' : 'review-asked',
        key: `${change.status} ${map} ${change.revision} ${change.at}`,
        ...(signed !== undefined && { from: signed }),
        facts: {
          map,
          title: await titleOf(maps, actor, map),
          revision: change.revision,
          ...(change.why !== undefined && { excerpt: begun(change.why) }),
        },
        place: placeOf(map, { aside: 'revisions' }),
      },
    ])
  },
  noticed: async (map: JourneyMap, moments: readonly NoticedMoment[]): Promise<void> => {
    await notices.raise(
      LOCAL_OWNER.workspace,
      moments.map(
        (moment): Raised => ({
          kind: moment.kind === 'breaking_point' ? 'breaking-point' : 'moment-noticed',
          key: `moment ${map.id} ${JSON.stringify([moment.kind, moment.sign, moment.stage, moment.touchpoint, moment.event, moment.channel])}`,
          facts: { map: map.id, title: map.title, subject: subjectOf(map, moment) },
          place: placeOf(map.id, { view: 'moments' }),
        }),
      ),
    )
  },
  imported: async (records: readonly ImportRecord[]): Promise<void> => {
    const over = records.filter(({ state }) => state === 'finished' || state === 'refused')
    await notices.raise(
      LOCAL_OWNER.workspace,
      over.map(
        ({ id, state, file, account, endedAt }): Raised => ({
          kind: state === 'finished' ? 'import-finished' : 'import-failed',
          key: `import ${id} ${state}`,
          ...(endedAt !== null && { at: endedAt }),
          facts: { subject: file, ...(account && { count: account.kept }) },
          place: `/collect/import/${encodeURIComponent(id)}`,
        }),
      ),
    )
  },
  silent: async (sources: readonly { readonly name: string; readonly lastAt: number }[]): Promise<void> => {
    await notices.raise(
      LOCAL_OWNER.workspace,
      sources.map(
        ({ name, lastAt }): Raised => ({
          kind: 'source-silent',
          key: `silent ${name} ${lastAt}`,
          facts: { subject: name },
          place: '/collect/sources',
        }),
      ),
    )
  },
})

export type Teller = ReturnType<typeof createTeller>

const subjectOf = (map: JourneyMap, { sign, stage, touchpoint, event }: NoticedMoment) => {
  const stop = map.stages.find(({ id }) => id === stage)
  const there = map.touchpoints.find(({ id }) => id === touchpoint)
  const place = (sign === 'drop_off' ? stop : (there ?? stop))?.title
  const sign_ = SIGN_WORDS[sign]
  const said = (language: 'fr' | 'en') =>
    [event ?? tell(place, language), sign_[language]].filter((part) => part !== '').join(', ')
  return { fr: said('fr'), en: said('en') }
}

/** Every map that is looked at: stored, and not put aside. */
export const watchedMaps = async (maps: Maps): Promise<readonly string[]> =>
  orThrow(await maps.list(LOCAL_OWNER)).flatMap(({ id, status }) => (status === 'archived' ? [] : [id]))
