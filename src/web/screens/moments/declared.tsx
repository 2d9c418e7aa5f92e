import { Badge, Group, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { tell } from '../../../kernel/index.ts'
import type { JourneyMap } from '../../../maps/index.ts'
import { useLanguage, useWords } from '../../words/language.tsx'

/** The moments that stand on the map: declared in a workshop, or confirmed from the data. */
export const DeclaredMoments = ({ id, map }: { readonly id: string; readonly map: JourneyMap }) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const declared = map.touchpoints.flatMap((touchpoint) =>
    (touchpoint.moments ?? []).map((moment, at) => ({ touchpoint, moment, key: `${touchpoint.id} ${at}` })),
  )
  if (declared.length === 0) return null
  return (
    <section aria-label={say('moments.declared')}>
      <Title order={2} size="h4" mb={4}>
        {say('moments.declared')}
      </Title>
      <ul className="declared">
        {declared.map(({ touchpoint, moment, key }) => (
          <li key={key}>
            <Link to="/maps/$map" params={{ map: id }} search={{ aside: `touchpoint:${touchpoint.id}` }}>
              {tell(touchpoint.title, language)}
            </Link>
            <Group gap={6} component="span" style={{ display: 'inline-flex' }}>
              <Text size="sm" span>
                {moment.title !== undefined && `${tell(moment.title, language)} · `}
                {say(`moment.kind.${moment.kind}`)}
                {moment.presence === 'missing' && ` (${say('moments.missing')})`}
              </Text>
              <Badge
                variant="outline"
                color="gray"
                styles={{ root: { textTransform: 'none' }, label: { color: 'var(--ink)' } }}
              >
                {say(`moments.origin.${moment.origin ?? 'workshop'}`)} ·{' '}
                {say(`moments.status.${moment.status ?? 'proposed'}`)}
              </Badge>
            </Group>
          </li>
        ))}
      </ul>
    </section>
  )
}
