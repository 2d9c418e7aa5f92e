import { Button, Group, Stack, Text } from '@mantine/core'
import { IconPlus, IconRoute } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useWords } from '../../../words/language.tsx'
import { useMaps } from '../../maps/use-maps.ts'

/** The maps that tell a touchpoint in detail, and the way to another. */
export const SubJourneys = ({ journey, touchpoint }: { readonly journey: string; readonly touchpoint: string }) => {
  const { say } = useWords()
  const maps = useMaps()
  const below = (maps.data ?? []).filter(
    ({ parent }) => parent?.journey === journey && parent.touchpoint === touchpoint,
  )
  return (
    <Stack gap="sm">
      {below.length === 0 && (
        <Text size="sm" className="quiet">
          {say('family.none')}
        </Text>
      )}
      {below.map(({ id, title }) => (
        <Group key={id} gap={6} wrap="nowrap">
          <IconRoute size={16} aria-hidden />
          <Link to="/maps/$map" params={{ map: id }}>
            {title}
          </Link>
        </Group>
      ))}
      <Button
        renderRoot={(props) => <Link to="/new-map" search={{ journey, touchpoint }} {...props} />}
        variant="light"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        style={{ alignSelf: 'flex-start' }}
      >
        {say('family.create')}
      </Button>
    </Stack>
  )
}
