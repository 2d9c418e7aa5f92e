import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { Failed, Working } from '../../kit/state.tsx'
import { useWords } from '../../words/language.tsx'
import { MappingForm } from './mapping-form.tsx'
import { Outcome } from './outcome.tsx'
import { Receiving, Running } from './progress.tsx'
import { type ToldImport, useImport } from './use-imports.ts'

const Stage = ({ one }: { readonly one: ToldImport }) => {
  switch (one.state) {
    case 'receiving':
      return <Receiving one={one} />
    case 'ready':
      return <MappingForm one={one} />
    case 'waiting':
    case 'running':
      return <Running one={one} />
    default:
      return <Outcome one={one} />
  }
}

/** One file, from its arrival to the figures. */
export const ImportOne = () => {
  const { say, bytes } = useWords()
  const { import: id } = useParams({ from: '/collect/import/$import' })
  const one = useImport(id)
  if (one.isPending) return <Working page />
  if (one.isError)
    return (
      <Stack align="flex-start">
        <Failed page problem={one.error} retry={() => void one.refetch()} />
        <Button component={Link} to="/collect/import" variant="light">
          {say('import.title')}
        </Button>
      </Stack>
    )
  return (
    <Stack gap="lg" maw={1200}>
      <Stack gap={4}>
        <Anchor component={Link} to="/collect/import" size="sm" w="fit-content" mb={4}>
          <Group gap={4} component="span" wrap="nowrap">
            <IconArrowLeft size={15} aria-hidden />
            {say('import.title')}
          </Group>
        </Anchor>
        <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
          {one.data.file}
        </Title>
        <Text className="quiet">
          {bytes(one.data.size)}
          {one.data.source !== null && ` · ${one.data.source}`}
        </Text>
      </Stack>
      <Stage one={one.data} />
    </Stack>
  )
}
