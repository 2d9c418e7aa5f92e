import { Button, Text } from '@mantine/core'
import { IconCircleCheck, IconCircleMinus, IconCircleX } from '@tabler/icons-react'
import { useState } from 'react'
import { Block } from '../../kit/block.tsx'
import { Failed, Working } from '../../kit/state.tsx'
import { useWords } from '../../words/language.tsx'
import { ConsentDialog } from './consent-dialog.tsx'
import { Named } from './kinds.tsx'
import { type PurposeSaid, useConsents } from './use-consents.ts'
import type { WholePerson } from './use-people.ts'

const SIGNS = {
  given: { icon: IconCircleCheck, colour: 'var(--good)' },
  withdrawn: { icon: IconCircleX, colour: 'var(--bad)' },
  never: { icon: IconCircleMinus, colour: 'var(--quiet)' },
} as const

const Sign = ({ state }: { readonly state: keyof typeof SIGNS }) => {
  const { say } = useWords()
  const { icon: Icon, colour } = SIGNS[state]
  return (
    <span className="consent-state" style={{ color: colour }}>
      <Icon size={15} aria-hidden />
      {say(`customers.consent.${state}`)}
    </span>
  )
}

/** Whose word it is, since when, and who told it: the system where it was said, or whoever wrote it down here. */
const Said = ({ said }: { readonly said: PurposeSaid['said'][number] }) => {
  const { say, date } = useWords()
  const { identifier, given, at, source, noted } = said
  return (
    <li>
      <Sign state={given ? 'given' : 'withdrawn'} />{' '}
      <Text size="sm" component="span">
        {say('customers.consent.said', { date: date(at) })}
      </Text>
      <Text size="sm">
        <Named identifier={identifier} />
      </Text>
      <Text size="xs" className="quiet">
        {noted
          ? say('customers.consent.noted', {
              by: noted.by === OWNER ? say('customers.consent.owner') : noted.by,
              date: date(noted.at),
            })
          : say('customers.consent.told', { source })}
      </Text>
    </li>
  )
}

const OWNER = 'local-owner'

const Purpose = ({ one, write }: { readonly one: PurposeSaid; readonly write: () => void }) => {
  const { say } = useWords()
  return (
    <li className="consent">
      <div className="consent-head">
        <Text fw={600} size="sm">
          {one.title}
        </Text>
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={write}
          aria-label={say('customers.consent.write.of', { purpose: one.title })}
        >
          {say('customers.consent.write')}
        </Button>
      </div>
      {one.said.length === 0 ? (
        <Sign state="never" />
      ) : (
        <ul className="plain-list consent-said">
          {one.said.map((said) => (
            <Said key={said.identifier} said={said} />
          ))}
        </ul>
      )}
    </li>
  )
}

/** What the person said their data may be used for, under each identifier by itself; a steward writes down what was said elsewhere. */
export const Consents = ({ person }: { readonly person: WholePerson }) => {
  const { say } = useWords()
  const consents = useConsents(person.id)
  const [writing, setWriting] = useState<PurposeSaid>()
  const own = person.identifiers.map(({ kind, value }) => `${kind}:${value}`)
  const names = [
    ...new Set([...own, ...(consents.data ?? []).flatMap(({ said }) => said.map(({ identifier }) => identifier))]),
  ]
  const last = writing?.said[0]
  return (
    <Block id="consents" title={say('customers.consents')}>
      <Text size="xs" className="quiet" mb="xs" mt={-6}>
        {say('customers.consents.each')}
      </Text>
      {consents.isPending && <Working />}
      {consents.isError && <Failed problem={consents.error} retry={() => void consents.refetch()} />}
      <ul className="plain-list">
        {consents.data?.map((one) => (
          <Purpose key={one.purpose} one={one} write={() => setWriting(one)} />
        ))}
      </ul>
      {writing && (
        <ConsentDialog
          person={person}
          names={names}
          about={{ ...writing, identifier: last?.identifier ?? names[0] ?? '', given: !(last?.given ?? false) }}
          close={() => setWriting(undefined)}
        />
      )}
    </Block>
  )
}
