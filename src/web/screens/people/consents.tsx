import { Text, Title } from '@mantine/core'
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { Failed } from '../../kit/state.tsx'
import { useWords } from '../../words/language.tsx'
import { Named } from './kinds.tsx'
import { type PurposeSaid, useConsents } from './use-people.ts'

const Said = ({ said }: { readonly said: PurposeSaid['said'][number] }) => {
  const { say, date } = useWords()
  const { identifier, given, at, source } = said
  const Sign = given ? IconCircleCheck : IconCircleX
  return (
    <dd>
      <Text size="sm" component="span" c={given ? 'var(--good)' : 'var(--bad)'}>
        <Sign size={15} aria-hidden style={{ verticalAlign: '-2px' }} />{' '}
        {say(given ? 'customers.consent.given' : 'customers.consent.withdrawn')}
      </Text>{' '}
      <Text size="sm" component="span">
        <Named identifier={identifier} />
      </Text>
      <Text size="xs" className="quiet">
        {say('customers.told.source', { source, date: date(at) })}
      </Text>
    </dd>
  )
}

/** What the person said their data may be used for, under each identifier by itself. */
export const Consents = ({ profile }: { readonly profile: string }) => {
  const { say } = useWords()
  const consents = useConsents(profile)
  return (
    <section className="card block" aria-labelledby="consents">
      <Title order={2} size="h5" id="consents">
        {say('customers.consents')}
      </Title>
      <Text size="xs" className="quiet" mb="xs">
        {say('customers.consents.each')}
      </Text>
      {consents.isError && <Failed problem={consents.error} retry={() => void consents.refetch()} />}
      <dl className="facts">
        {consents.data?.map(({ purpose, title, said }) => (
          <div key={purpose}>
            <dt>{title}</dt>
            {said.length === 0 && (
              <Text component="dd" size="sm" className="quiet">
                {say('customers.consent.never')}
              </Text>
            )}
            {said.map((one) => (
              <Said key={one.identifier} said={one} />
            ))}
          </div>
        ))}
      </dl>
    </section>
  )
}
