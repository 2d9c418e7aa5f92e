import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Block } from '../../kit/block.tsx'
import { useWords } from '../../words/language.tsx'
import { useSaidCondition } from '../journeys/filter-bar/filter-words.ts'
import { useAnyPersonaName } from '../maps/use-persona-name.ts'
import type { WholePerson } from './use-people.ts'

const NAMED = [
  'firstName',
  'lastName',
  'name',
  'title',
  'birthday',
  'postcode',
  'city',
  'country',
  'language',
  'persona',
  'company',
] as const
const isNamed = (name: string): name is (typeof NAMED)[number] => (NAMED as readonly string[]).includes(name)

/** What was told of the person, by whom, when, and by which rule this value holds among others. */
export const Traits = ({ traits }: { readonly traits: WholePerson['traits'] }) => {
  const { say, date } = useWords()
  const personaName = useAnyPersonaName()
  return (
    <Block id="traits" title={say('customers.traits')}>
      {traits.length === 0 && (
        <Text size="sm" className="quiet">
          {say('customers.traits.none')}
        </Text>
      )}
      <dl className="facts">
        {traits.map(({ name, value, source, at, rule, others }) => (
          <div key={name}>
            <dt>
              {isNamed(name)
                ? say(`customers.trait.${name}`)
                : name === 'email' || name === 'phone'
                  ? say(`customers.kind.${name}`)
                  : name}
            </dt>
            <dd>{name === 'persona' ? personaName(value) : value}</dd>
            <Text component="dd" size="xs" className="quiet">
              {say('customers.told.source', { source, date: date(at) })}
              {` · ${say(`customers.rule.${rule}`)}`}
              {others > 0 && ` ${say('customers.told.others', { count: others })}`}
            </Text>
          </div>
        ))}
      </dl>
    </Block>
  )
}

/** What they bought, as the orders say it. */
export const Orders = ({ orders }: { readonly orders: WholePerson['orders'] }) => {
  const { say, date, money } = useWords()
  if (orders.count === 0) return null
  return (
    <Block id="orders" title={say('customers.orders', { count: orders.count })}>
      {orders.value.map(({ currency, total }) => (
        <Text key={currency} fw={640} size="lg">
          {money(total, currency)}
        </Text>
      ))}
      <ul className="plain-list">
        {orders.latest.slice(0, 5).map(({ id, at, revenue, currency }) => (
          <li key={id}>
            <Text size="sm" component="span">
              {date(at)}
              {revenue !== null && ` · ${money(revenue, currency)}`}
            </Text>
          </li>
        ))}
      </ul>
    </Block>
  )
}

const METRICS = ['nps', 'csat', 'ces']

/** What a metric is called; one that is not known stays as it was sent. */
export const metricName = (metric: string, say: ReturnType<typeof useWords>['say']): string =>
  METRICS.includes(metric) ? say(`satisfaction.${metric as 'nps'}`) : metric

/** The satisfaction that they gave, metric by metric. */
export const Given = ({ given }: { readonly given: WholePerson['satisfaction'] }) => {
  const { say, number, date } = useWords()
  if (given.length === 0) return null
  return (
    <Block id="given" title={say('customers.given')}>
      <dl className="facts">
        {given.map(({ metric, n, mean, latest, at }) => (
          <div key={metric}>
            <dt>{metricName(metric, say)}</dt>
            <dd>{number(latest, 1)}</dd>
            <Text component="dd" size="xs" className="quiet">
              {date(at)}
              {n > 1 && ` · ${say('customers.given.mean', { mean: number(mean, 1), n })}`}
            </Text>
          </div>
        ))}
      </dl>
    </Block>
  )
}

/** The named segments that hold them, each with what it asks. */
export const Belongs = ({ segments }: Pick<WholePerson, 'segments'>) => {
  const { say } = useWords()
  const said = useSaidCondition()
  return (
    <Block id="belongs" title={say('customers.segments')}>
      {segments.length === 0 && (
        <Text size="sm" className="quiet">
          {say('customers.segments.none')} <Link to="/people/segments">{say('customers.segments.all')}</Link>
        </Text>
      )}
      <dl className="facts">
        {segments.map(({ name, who }) => (
          <div key={name}>
            <dt>
              <Link to="/people/segments" search={{ of: name }}>
                {name}
              </Link>
            </dt>
            <dd>{who.map(said).join(' · ')}</dd>
          </div>
        ))}
      </dl>
    </Block>
  )
}
